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

/** The "New bot" button with its dialog. */
export function CreateBotButton({ templates }: CreateBotFormProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden /> New bot
        </Button>
      </DialogTrigger>
      <DialogContent width="xl">
        <DialogHeader>
          <DialogTitle>New bot</DialogTitle>
          <DialogDescription>Templates work immediately. You can change everything in them later.</DialogDescription>
        </DialogHeader>
        <CreateBotForm templates={templates} />
      </DialogContent>
    </Dialog>
  );
}
