"use client";

import { Paperclip, RotateCw, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/components/ui/cn";
import { fileSize } from "@/server/files/file-size";
import type { Attachment, Uploads } from "./use-uploads";

/** The files of the next message, each with its upload state. */
export function ComposerFiles({ uploads: { attachments, remove, retry } }: { uploads: Uploads }) {
  if (attachments.length === 0) return null;
  return (
    <ul aria-label="Files to send" className="flex flex-wrap gap-2">
      {attachments.map((attachment) => {
        const { key, name, sizeBytes, state, file } = attachment;
        const isFailed = state.is === "failed";
        return (
          <li
            key={key}
            className={cn(
              "flex max-w-full min-w-0 items-center gap-2 rounded-lg border py-1 pr-1 pl-2.5 text-13 leading-5",
              isFailed ? "border-destructive/25 bg-destructive-soft text-destructive-soft-foreground" : "bg-card",
            )}
          >
            <Paperclip aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <span className="grid min-w-0">
              <span className="max-w-48 truncate font-medium" title={name}>
                {name}
              </span>
              {isFailed ? (
                <span role="alert" className="max-w-64 text-12 leading-4">
                  {state.message}
                </span>
              ) : (
                <Progress state={state} size={fileSize(sizeBytes)} name={name} />
              )}
            </span>
            {isFailed && file && (
              <IconButton size="sm" label={`Upload ${name} again`} onClick={() => retry(key)}>
                <RotateCw />
              </IconButton>
            )}
            <IconButton size="sm" label={`Remove ${name}`} onClick={() => remove(key)}>
              <X />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}

function Progress({ state, size, name }: { state: Attachment["state"]; size: string; name: string }) {
  if (state.is !== "uploading") return <span className="text-12 leading-4 text-muted-foreground">{size}</span>;
  return (
    <progress aria-label={`Uploading ${name}`} value={state.share} max={1} className="my-1 h-1.5 w-28 accent-primary" />
  );
}
