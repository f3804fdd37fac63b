"use client";

import { FileUp } from "lucide-react";
import { useRef, useState, type DragEvent } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { OpenApiDocument } from "@/server/actions/import/openapi/read-openapi";
import { focusOnMount } from "./focus-on-mount";

interface DocumentBoxProps {
  text: string;
  onChange: (text: string) => void;
  onRead: (document: OpenApiDocument) => void;
}

/** Longer documents are read but not shown in the text area, because browsers become slow. */
const MAX_SHOWN = 200_000;

/** Accepts a document that is pasted, dropped or chosen as a file. */
export function DocumentBox({ text, onChange, onRead }: DocumentBoxProps) {
  const file = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const { fault, isReading, read, clearFault } = useReader(onRead);

  async function readFile(chosen: File | undefined) {
    if (!chosen) return;
    const content = await chosen.text();
    if (content.length <= MAX_SHOWN) onChange(content);
    await read(content);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    void readFile(event.dataTransfer.files[0]);
  }

  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={cn("grid gap-4 rounded-lg", isOver && "outline-2 outline-offset-4 outline-ring")}
    >
      <Field label="Document" error={fault ?? undefined} hint="Paste it, or drop a file here.">
        <Textarea
          ref={focusOnMount}
          value={text}
          spellCheck={false}
          autoCapitalize="none"
          placeholder={"openapi: 3.1.0\ninfo:\n  title: Shop\npaths:\n  /orders/{id}:\n    get: …"}
          className="field-sizing-fixed h-60 font-mono leading-5 md:text-13"
          onChange={(event) => {
            clearFault();
            onChange(event.target.value);
          }}
        />
      </Field>
      <input
        ref={file}
        type="file"
        accept=".json,.yaml,.yml,application/json,application/yaml"
        aria-label="OpenAPI document"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void readFile(event.target.files?.[0])}
      />
      <DialogFooter>
        <Button variant="outline" className="sm:mr-auto" onClick={() => file.current?.click()}>
          <FileUp /> Choose a file
        </Button>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button pending={isReading} onClick={() => void read(text)}>
          Read document
        </Button>
      </DialogFooter>
    </div>
  );
}

/** Reads documents. The parser is loaded on first use. */
function useReader(onRead: (document: OpenApiDocument) => void) {
  const [fault, setFault] = useState<string | null>(null);
  const [isReading, setIsReading] = useState(false);

  async function read(text: string) {
    setIsReading(true);
    setFault(null);
    try {
      const { readOpenApi } = await import("@/server/actions/import/openapi/read-openapi");
      // Parsing a large document takes seconds; let the button render its pending state first.
      await new Promise((resolve) => {
        setTimeout(resolve, 30);
      });
      const reading = readOpenApi(text);
      if (reading.ok) onRead(reading.document);
      else setFault(reading.fault);
    } catch (error) {
      setFault(`The document could not be read: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      setIsReading(false);
    }
  }

  return { fault, isReading, read, clearFault: () => setFault(null) };
}
