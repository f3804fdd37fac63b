"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ProviderDialog } from "./provider-dialog";

/** The "Add provider" button with its dialog. */
export function AddProviderButton() {
  const trigger = (
    <Button>
      <Plus aria-hidden /> Add provider
    </Button>
  );
  return <ProviderDialog provider={null} trigger={trigger} />;
}
