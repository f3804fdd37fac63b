import { CircleAlert, RotateCcw, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import type { Upload } from "./use-uploads";

interface UploadListProps {
  uploads: readonly Upload[];
  onDismiss: (key: number) => void;
  onRetry: (upload: Upload) => void;
}

/** The files that are being uploaded, and those that could not be. */
export function UploadList({ uploads, onDismiss, onRetry }: UploadListProps) {
  return (
    <div aria-live="polite" className="empty:hidden">
      {uploads.length > 0 && (
        <ul aria-label="Uploads" className="divide-y rounded-xl border bg-card shadow-raised">
          {uploads.map((upload) => (
            <li key={upload.key} className="flex min-w-0 items-center gap-3 px-4 py-2.5 sm:px-5">
              <div className="grid min-w-0 flex-1 gap-1">
                <p className="truncate text-14 font-medium">
                  <bdi>{upload.file.name}</bdi>
                </p>
                <UploadState upload={upload} />
              </div>
              {upload.state.is === "failed" && (
                <span className="flex shrink-0">
                  {upload.state.canRetry && (
                    <IconButton label={`Upload ${upload.file.name} again`} size="sm" onClick={() => onRetry(upload)}>
                      <RotateCcw />
                    </IconButton>
                  )}
                  <IconButton label={`Dismiss ${upload.file.name}`} size="sm" onClick={() => onDismiss(upload.key)}>
                    <X />
                  </IconButton>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function UploadState({ upload: { file, state } }: { upload: Upload }) {
  if (state.is === "waiting") return <p className="text-13 text-muted-foreground">Waiting to be uploaded</p>;
  if (state.is === "failed") {
    return (
      <p className="flex items-start gap-1.5 text-13 leading-5 text-destructive-soft-foreground">
        <CircleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
        <span className="min-w-0 wrap-anywhere">{state.message}</span>
      </p>
    );
  }
  return (
    <progress
      aria-label={`Upload of ${file.name}`}
      max={1}
      value={state.share}
      className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-secondary [&::-moz-progress-bar]:bg-foreground [&::-webkit-progress-bar]:bg-secondary [&::-webkit-progress-value]:bg-foreground"
    />
  );
}
