"use client";

import { useMemo, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { ImportedRequest } from "@/server/actions/import/imported-request";
import { parseCurl } from "@/server/actions/import/curl/parse-curl";
import type { ImportOptions } from "./import-options";
import { focusOnMount } from "./focus-on-mount";
import { ImportNotes, RequestPreview } from "./request-preview";

interface CurlDialogProps {
  /** The command that the user has already pasted. */
  command: string;
  /** Whether to create a step instead of replacing the request of an existing one. */
  isNewStep?: boolean;
  onClose: () => void;
  onUse: (request: ImportedRequest, options: ImportOptions) => void;
  /** The element to focus if the user imports nothing. */
  returnFocusTo: () => HTMLElement | null;
}

/** Parses a pasted curl command, previews its request and fills a webhook step with it. */
export function CurlDialog({ command: pasted, isNewStep = false, onClose, onUse, returnFocusTo }: CurlDialogProps) {
  const [command, setCommand] = useState(pasted);
  const [hidesSecrets, setHidesSecrets] = useState(true);
  const isUsed = useRef(false);
  const reading = useMemo(() => (command.trim() === "" ? null : parseCurl(command)), [command]);

  function use() {
    if (!reading?.ok) return;
    isUsed.current = true;
    onUse(reading.request, { hideSecrets: hidesSecrets });
    onClose();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="lg"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          if (!isUsed.current || !isNewStep) returnFocusTo()?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>Paste a curl command</DialogTitle>
          <DialogDescription>
            From your system’s documentation, from Postman, or from a browser’s network panel (Copy as cURL).
            {isNewStep ? "" : " It replaces this step’s method, address, parameters, headers and body."}
          </DialogDescription>
        </DialogHeader>
        <Field label="Command" error={reading && !reading.ok ? reading.fault : undefined}>
          <Textarea
            ref={focusOnMount}
            value={command}
            spellCheck={false}
            autoCapitalize="none"
            placeholder={'curl https://shop.example/orders \\\n  -H "Authorization: Bearer …"'}
            className="max-h-60 min-h-28 font-mono leading-5 break-all md:text-13"
            onChange={(event) => setCommand(event.target.value)}
          />
        </Field>
        {reading?.ok && (
          <>
            <RequestPreview request={reading.request} hidesSecrets={hidesSecrets} />
            {reading.request.secrets.length > 0 && (
              <Field
                layout="inline"
                label="Keep keys and passwords in secret constants"
                hint="They are stored encrypted and are never shown again."
              >
                <Checkbox checked={hidesSecrets} onCheckedChange={(checked) => setHidesSecrets(checked === true)} />
              </Field>
            )}
            <ImportNotes notes={reading.notes} />
          </>
        )}
        {reading?.ok && !hidesSecrets && reading.request.secrets.length > 0 && (
          <Alert tone="warning">Everyone with access to this bot will see them, in the step and in its runs.</Alert>
        )}
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Cancel</Button>
          </DialogClose>
          <Button disabled={!reading?.ok} onClick={use}>
            {isNewStep ? "Add step" : "Fill the step"}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
