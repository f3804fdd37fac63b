"use client";

import { Download, FileText } from "lucide-react";
import Image from "next/image";
import { useState } from "react";
import { fileSize } from "@/server/files/file-size";
import { cn } from "@/components/ui/cn";
import type { MessageFile } from "@/server/files/message-file";
import { shownAs } from "@/server/files/message-type";

interface MessageFileViewProps {
  file: MessageFile;
  /** The side that its message is on. */
  side: "left" | "right";
}

/** A message's file: an image, a player for a recording, or a download link. */
export function MessageFileView({ file, side }: MessageFileViewProps) {
  const [broken, setBroken] = useState(false);
  const kind = broken ? "document" : shownAs(file.mime_type);
  if (kind === "image") return <ImageFile file={file} side={side} onBroken={() => setBroken(true)} />;
  if (kind === "audio") return <AudioFile file={file} side={side} onBroken={() => setBroken(true)} />;
  return <DocumentFile file={file} side={side} />;
}

const shape = "rounded-2xl border bg-card shadow-raised";
const corners = { left: "rounded-bl-sm", right: "rounded-br-sm" };

interface PlayableProps extends MessageFileViewProps {
  /** Called when the browser can't show the image, to offer a download instead. */
  onBroken: () => void;
}

function ImageFile({ file, side, onBroken }: PlayableProps) {
  return (
    <a
      href={file.url}
      target="_blank"
      rel="noopener noreferrer"
      title={`${file.name}: open in full size`}
      className={cn("block w-fit max-w-full focus-ring overflow-hidden", shape, corners[side])}
    >
      <Image
        // The link is signed and expires, so Next.js must not fetch or cache it.
        unoptimized
        src={file.url}
        alt={file.name}
        // The size until the image has loaded.
        width={320}
        height={240}
        onError={onBroken}
        className="block h-auto max-h-80 min-h-12 w-auto max-w-full min-w-12 object-contain"
      />
    </a>
  );
}

function AudioFile({ file, side, onBroken }: PlayableProps) {
  return (
    <figure className={cn("grid w-80 max-w-full min-w-0 gap-2 p-3", shape, corners[side])}>
      <figcaption className="truncate px-1 text-13 leading-5 font-medium" title={file.name}>
        {file.name}
      </figcaption>
      <audio controls preload="metadata" src={file.url} aria-label={file.name} onError={onBroken} className="w-full">
        <track kind="captions" src={NO_CAPTIONS} />
      </audio>
    </figure>
  );
}

/** A player needs a captions track; files that a bot sends have none. */
const NO_CAPTIONS = "data:text/vtt,WEBVTT";

function DocumentFile({ file, side }: MessageFileViewProps) {
  const size = fileSize(file.size_bytes);
  return (
    <a
      href={file.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`Download ${file.name}, ${size}`}
      className={cn(
        "flex w-80 max-w-full min-w-0 items-center gap-3 focus-ring p-3 hover:bg-accent",
        shape,
        corners[side],
      )}
    >
      <span
        aria-hidden
        className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-secondary text-muted-foreground"
      >
        <FileText className="size-5" />
      </span>
      <span className="grid min-w-0 flex-1">
        <span className="truncate text-14 leading-5 font-medium" title={file.name}>
          {file.name}
        </span>
        <span className="text-12 leading-4 text-muted-foreground">{size}</span>
      </span>
      <Download aria-hidden className="size-4 shrink-0 text-muted-foreground" />
    </a>
  );
}
