"use client";

import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { Source } from "../knowledge-types";
import { SourceFields } from "./source-fields";
import type { Beginning, WrittenKind } from "./source-form-schema";
import { useSourceForm } from "./use-source-form";

const texts: Record<WrittenKind, { title: string; description: string }> = {
  text: { title: "Add a text", description: "What a bot should know, in your own words." },
  question: {
    title: "Direct question",
    description: "For questions whose answer must be exact. It is sent as you write it.",
  },
  page: { title: "Add a page", description: "The text of one page, without its menus." },
  site: { title: "Add a site", description: "The pages of a site, such as your help centre." },
  table: { title: "Add a table", description: "Each row becomes a part that bots find by its values." },
};

interface SourceDialogProps {
  kind: WrittenKind;
  /** Null for a new one. */
  source: Source | null;
  /** What a new one begins with. */
  beginning?: Beginning;
  onClose: () => void;
  onSaved?: (sourceId: string) => void;
  returnFocusTo: () => HTMLElement | null;
}

/** Adds a source, or edits a direct question. */
export function SourceDialog({ kind, source, beginning, onClose, onSaved, returnFocusTo }: SourceDialogProps) {
  const close = (sourceId: string) => {
    onClose();
    onSaved?.(sourceId);
  };
  const { form, submit, isBusy } = useSourceForm(kind, source, close, beginning);
  const { title, description } = texts[kind];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="lg"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          returnFocusTo()?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{description}</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} noValidate className="grid min-w-0 gap-5">
          <SourceFields kind={kind} form={form} />
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit" pending={isBusy}>
              {source ? "Save" : kind === "question" ? "Add question" : "Add source"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
