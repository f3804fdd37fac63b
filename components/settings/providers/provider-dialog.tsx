"use client";

import { type ReactNode, useState } from "react";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { ProviderForm } from "./provider-form";
import type { Provider } from "./provider-types";

interface ProviderDialogProps {
  /** The button that opens the dialog. */
  trigger: ReactNode;
  /** The provider to edit; null to add one. */
  provider: Provider | null;
}

/** A dialog that adds or edits a provider. */
export function ProviderDialog({ trigger, provider }: ProviderDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{provider ? `Edit ${provider.name}` : "Add a provider"}</DialogTitle>
          <DialogDescription>
            {provider
              ? "Bots use the changes from their next answer on. Before saving, one small request tests the first model."
              : "Its models can then be chosen in each bot. Before saving, one small request tests the first model."}
          </DialogDescription>
        </DialogHeader>
        <ProviderForm provider={provider} onSaved={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
