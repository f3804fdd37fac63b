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

/** The "Add provider" button with its dialog. */
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
            The key is stored encrypted. After saving it can't be read here again; only its last characters are shown.
          </DialogDescription>
        </DialogHeader>
        <AddProviderForm onAdded={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
