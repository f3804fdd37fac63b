"use client";

import { ChevronDown, Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useAskedDialog } from "@/components/ui/use-asked-dialog";
import { SourceDialog } from "../forms/source-dialog";
import { sourceKindViews } from "../source-kinds";
import { FilesDialog } from "../uploads/files-dialog";

const written = ["text", "page", "site", "table"] as const;
type WrittenKind = (typeof written)[number];

interface AddSourceProps {
  /** A menu above a list, or a row of buttons when there are no sources yet. */
  layout: "menu" | "row";
  onFiles: (files: readonly File[], isReviewed: boolean) => void;
}

/** The ways to add a source. The address `/knowledge?new=files` opens the dialog for files. */
export function AddSource({ layout, onFiles }: AddSourceProps) {
  const router = useRouter();
  const [isAddingFiles, setAddingFiles] = useAskedDialog("files");
  const [kind, setKind] = useState<WrittenKind | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const returnFocusTo = () => button.current;
  const { icon: FileIcon } = sourceKindViews.file;
  const { icon: QuestionIcon, label: questionLabel } = sourceKindViews.question;
  return (
    <>
      {layout === "row" && (
        <Button ref={button} onClick={() => setAddingFiles(true)}>
          <FileIcon aria-hidden /> Add files
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button ref={layout === "menu" ? button : undefined} variant={layout === "menu" ? "primary" : "outline"}>
            <Plus /> {layout === "menu" ? "Add" : "Add something else"} <ChevronDown />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setAddingFiles(true)}>
            <FileIcon aria-hidden /> Files
          </DropdownMenuItem>
          {written.map((one) => {
            const { icon: Icon, label } = sourceKindViews[one];
            return (
              <DropdownMenuItem key={one} onSelect={() => setKind(one)}>
                <Icon aria-hidden /> {label}
              </DropdownMenuItem>
            );
          })}
          <DropdownMenuItem asChild>
            <Link href="/knowledge/questions?new=question">
              <QuestionIcon aria-hidden /> {questionLabel}
            </Link>
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {isAddingFiles && (
        <FilesDialog onClose={() => setAddingFiles(false)} onFiles={onFiles} returnFocusTo={returnFocusTo} />
      )}
      {kind && (
        <SourceDialog
          kind={kind}
          source={null}
          onClose={() => setKind(null)}
          onSaved={(sourceId) => router.push(`/knowledge/${sourceId}`)}
          returnFocusTo={returnFocusTo}
        />
      )}
    </>
  );
}
