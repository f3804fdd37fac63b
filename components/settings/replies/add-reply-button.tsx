"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ReplyDialog } from "./reply-dialog";

/** Opens the dialog for a new saved reply. */
export function AddReplyButton() {
  const [open, setOpen] = useState(false);
  return (
    <ReplyDialog
      reply={null}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Plus /> New reply
        </Button>
      }
    />
  );
}
