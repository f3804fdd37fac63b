"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SecretDialog } from "./secret-dialog";

/** Opens the dialog for a new secret. */
export function AddSecretButton() {
  const [open, setOpen] = useState(false);
  return (
    <SecretDialog
      secret={null}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Plus /> New secret
        </Button>
      }
    />
  );
}
