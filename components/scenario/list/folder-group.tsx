"use client";

import { ChevronRight, Pencil } from "lucide-react";
import { useId, useRef, useState, type ReactNode } from "react";
import { toast } from "sonner";
import { messageOf } from "@/components/ui/apply-server-error";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { renameFolder } from "../interaction-edits";
import { useScenario } from "../use-scenario";
import { FolderDialog } from "./folder-dialog";

interface FolderGroupProps {
  /** Empty for the interactions without a folder. */
  folder: string;
  count: number;
  /** A search shows what it found, also in folders that are closed. */
  isSearched: boolean;
  children: ReactNode;
}

/** The folders that were closed; they stay so while the page is open. */
const closed = new Set<string>();

/** The rows of a folder, which can be closed and renamed. */
export function FolderGroup({ folder, count, isSearched, children }: FolderGroupProps) {
  const { botId, canEdit } = useScenario();
  const list = useId();
  const key = `${botId} ${folder}`;
  const [isClosed, setIsClosed] = useState(() => closed.has(key));
  const isOpen = isSearched || !isClosed;

  function toggle() {
    if (isClosed) closed.delete(key);
    else closed.add(key);
    setIsClosed(!isClosed);
  }

  if (folder === "") {
    return (
      <ul
        aria-label="Interactions without a folder"
        className="min-w-0 overflow-hidden rounded-xl border bg-card shadow-raised"
      >
        {children}
      </ul>
    );
  }
  return (
    <section aria-label={`Folder ${folder}`} className="grid min-w-0 gap-1">
      <div className="flex min-w-0 items-center gap-1">
        <h3 className="min-w-0 flex-1">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={list}
            onClick={toggle}
            className="flex min-h-9 max-w-full items-center gap-1.5 rounded-md pr-2 text-left text-14 font-semibold focus-ring"
          >
            <ChevronRight
              aria-hidden
              className={cn("size-4 shrink-0 text-muted-foreground transition-transform", isOpen && "rotate-90")}
            />
            <span className="truncate">{folder}</span>
            <span className="shrink-0 text-13 font-normal text-muted-foreground">{count}</span>
          </button>
        </h3>
        {canEdit && <RenameButton folder={folder} />}
      </div>
      <ul
        id={list}
        hidden={!isOpen}
        aria-label={folder}
        className="min-w-0 overflow-hidden rounded-xl border bg-card shadow-raised"
      >
        {isOpen && children}
      </ul>
    </section>
  );
}

function RenameButton({ folder }: { folder: string }) {
  const { interactions, edit } = useScenario();
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);

  async function rename(name: string) {
    if (name === folder) return;
    const result = await edit(renameFolder(interactions, folder, name), { what: `new name of folder ${folder}` });
    if (!result.ok) toast.error(messageOf(result.error));
  }

  return (
    <>
      <IconButton ref={button} label={`Rename folder ${folder}`} size="sm" onClick={() => setAsking(true)}>
        <Pencil />
      </IconButton>
      {asking && (
        <FolderDialog
          title={`Rename folder ${folder}`}
          folder={folder}
          saveLabel="Rename"
          onSave={(name) => void rename(name)}
          onClose={() => {
            setAsking(false);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
