"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { CreatedKey } from "./created-key";
import { KeyForm } from "./key-form";

/** Opens the dialog that creates an API key and then shows it, once. */
export function CreateKeyButton() {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState<string | null>(null);

  function change(isOpen: boolean) {
    setOpen(isOpen);
    setKey(null);
    if (!isOpen && key !== null) router.refresh();
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button>
          <Plus /> New API key
        </Button>
      </DialogTrigger>
      <DialogContent
        // A new window has no typed text that closing it would discard, and takes the focus from the form.
        key={key === null ? "form" : "created"}
        // The key is shown only here, so a click beside the window must not close it.
        {...(key !== null && { onPointerDownOutside: (event) => event.preventDefault() })}
      >
        <DialogHeader>
          <DialogTitle>{key === null ? "New API key" : "Copy the key now"}</DialogTitle>
          <DialogDescription>
            {key === null
              ? "For a program of yours that reads from this workspace. The key is shown once."
              : "It is not stored, so it cannot be shown again."}
          </DialogDescription>
        </DialogHeader>
        {key === null ? <KeyForm onCreated={setKey} /> : <CreatedKey apiKey={key} onDone={() => change(false)} />}
      </DialogContent>
    </Dialog>
  );
}
