"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useId, useRef, useState } from "react";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";

interface PictureFieldProps {
  label: string;
  /** The name of the file input, for screen readers. */
  fileLabel: string;
  /** The types of files, comma-separated. */
  accept: string;
  /** The current picture, or what is shown without one. */
  picture: ReactNode;
  hasPicture: boolean;
  chooseLabel: string;
  replaceLabel: string;
  hint: string;
  /** Stores a picture. Returns why it was not stored; null if it was. */
  onChoose: (file: File) => Promise<string | null>;
  /** Removes the picture; rejects if it cannot. */
  onRemove: () => Promise<unknown>;
}

/** A picture that is stored and removed immediately, because it is not part of the form around it. */
export function PictureField(props: PictureFieldProps) {
  const { label, fileLabel, accept, picture, hasPicture, chooseLabel, replaceLabel, hint } = props;
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const { busy, failure, send, remove } = usePicture(props);
  return (
    <div className="grid gap-1.5">
      <p className="text-14 font-medium">{label}</p>
      <div className="flex flex-wrap items-center gap-3">
        {picture}
        <input
          ref={input}
          type="file"
          accept={accept}
          aria-label={fileLabel}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void send(event.target.files?.[0]);
            // The same file can be chosen again after a failure.
            event.target.value = "";
          }}
        />
        <Button
          size="sm"
          variant="outline"
          pending={busy === "sending"}
          aria-describedby={hintId}
          onClick={() => input.current?.click()}
        >
          {hasPicture ? replaceLabel : chooseLabel}
        </Button>
        {hasPicture && (
          <Button size="sm" variant="ghost" pending={busy === "removing"} onClick={() => void remove()}>
            Remove
          </Button>
        )}
      </div>
      <p id={hintId} className="text-13 leading-5 text-muted-foreground">
        {hint}
      </p>
      {failure && (
        <p role="alert" className="text-13 leading-5 text-destructive-soft-foreground">
          {failure}
        </p>
      )}
    </div>
  );
}

function usePicture({ onChoose, onRemove }: Pick<PictureFieldProps, "onChoose" | "onRemove">) {
  const router = useRouter();
  const [busy, setBusy] = useState<"sending" | "removing" | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function change(what: "sending" | "removing", work: () => Promise<string | null>) {
    setBusy(what);
    const failed = await work();
    setBusy(null);
    setFailure(failed);
    if (failed === null) router.refresh();
  }

  const send = async (file: File | undefined) => file && change("sending", () => onChoose(file));
  const remove = () => change("removing", () => onRemove().then(() => null, messageOf));
  return { busy, failure, send, remove };
}
