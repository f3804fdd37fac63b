"use client";

import { useId, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useScenario } from "../use-scenario";
import { foldersOf } from "./list-groups";

const MAX_FOLDER = 100;

interface FolderDialogProps {
  title: string;
  folder: string;
  saveLabel: string;
  onSave: (folder: string) => void;
  onClose: () => void;
}

/** Asks for the name of a folder: an existing one, a new one, or none. */
export function FolderDialog({ title, folder, saveLabel, onSave, onClose }: FolderDialogProps) {
  const { interactions } = useScenario();
  const [name, setName] = useState(folder);
  const list = useId();

  function save(event: FormEvent) {
    event.preventDefault();
    onSave(name.trim());
    onClose();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent width="sm" aria-describedby={undefined} onCloseAutoFocus={(event) => event.preventDefault()}>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
        </DialogHeader>
        <form onSubmit={save} className="grid gap-4">
          <Field label="Folder" hint="Leave it empty for no folder.">
            <Input
              value={name}
              maxLength={MAX_FOLDER}
              list={list}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <datalist id={list}>
            {foldersOf(interactions).map((known) => (
              <option key={known}>{known}</option>
            ))}
          </datalist>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">{saveLabel}</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
