"use client";

import { ExternalLink, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { FoldedPart } from "@/components/ui/folded-part";
import { countText, type KnowledgeDocument } from "../knowledge-types";
import { ChunkList } from "./chunk-list";

interface DocumentLineProps {
  document: KnowledgeDocument;
  canEdit: boolean;
}

/** One of several documents, with its parts behind a button. */
export function DocumentLine({ document, canEdit }: DocumentLineProps) {
  const [isOpen, setOpen] = useState(false);
  const { title, url, chunks, error } = document;
  return (
    <li className="grid min-w-0 gap-1 px-4 py-3 sm:px-5">
      <h3 className="text-14 font-medium wrap-anywhere">
        <bdi>{title || url || "Untitled"}</bdi>
      </h3>
      {url && (
        <a
          href={url}
          target="_blank"
          rel="noreferrer noopener"
          className="flex w-fit max-w-full min-w-0 items-center gap-1.5 rounded-sm text-13 text-muted-foreground focus-ring hover:underline"
        >
          <span className="truncate">{url}</span>
          <ExternalLink aria-hidden className="size-3.5 shrink-0" />
        </a>
      )}
      {error && (
        <p className="flex items-start gap-1.5 text-13 leading-5 text-warning-soft-foreground">
          <TriangleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{error} The text is from before.</span>
        </p>
      )}
      <FoldedPart label={countText(chunks, "part")} isOpen={isOpen} onToggle={setOpen}>
        {isOpen && <ChunkList document={document} canEdit={canEdit} />}
      </FoldedPart>
    </li>
  );
}
