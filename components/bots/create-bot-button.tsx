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
import { CreateBotForm, type CreateBotFormProps } from "./create-bot-form";

/** "New bot", and the dialog behind it. */
export function CreateBotButton({ templates }: CreateBotFormProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden /> New bot
        </Button>
      </DialogTrigger>
      <DialogContent width="lg">
        <DialogHeader>
          <DialogTitle>New bot</DialogTitle>
          <DialogDescription>
            Templates work at once, against demo systems. Everything in them can be changed later.
          </DialogDescription>
        </DialogHeader>
        <CreateBotForm templates={templates} />
      </DialogContent>
    </Dialog>
  );
}
