"use client";

import { Play } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { TryStepDialog, type TryStepProps } from "./try-step-dialog";

/** A button that opens the `TryStepDialog`. Menus render that dialog directly. */
export function TryStepButton(props: TryStepProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label={`Try the step ${props.stepName}`} size="sm" onClick={() => setOpen(true)}>
        <Play />
      </IconButton>
      <TryStepDialog {...props} open={open} onOpenChange={setOpen} />
    </>
  );
}
