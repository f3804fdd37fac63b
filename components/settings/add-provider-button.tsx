"use client";

import { Plus } from "lucide-react";
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
import { AddProviderForm } from "./add-provider-form";

/** "Add provider", and the dialog behind it. */
export function AddProviderButton() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden /> Add provider
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add a provider</DialogTitle>
          <DialogDescription>
            The key is stored encrypted. After saving, nobody can read it here again; only its end is shown.
          </DialogDescription>
        </DialogHeader>
        <AddProviderForm onAdded={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
