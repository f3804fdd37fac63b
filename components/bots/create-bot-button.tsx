"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { useAskedDialog } from "@/components/ui/use-asked-dialog";
import { CreateBotForm, type CreateBotFormProps } from "./create-bot-form";

/** The "New bot" button with its dialog, which the address `/bots?new=bot` opens too. */
export function CreateBotButton({ templates }: CreateBotFormProps) {
  const [open, setOpen] = useAskedDialog("bot");
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
