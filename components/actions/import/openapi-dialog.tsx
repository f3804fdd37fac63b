"use client";

import { useRef, useState } from "react";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import type { ImportedOperation } from "@/server/actions/import/imported-request";
import type { OpenApiDocument, OperationChoice } from "@/server/actions/import/openapi/read-openapi";
import { ChosenOperation } from "./chosen-operation";
import { DocumentBox } from "./document-box";
import { OperationList } from "./operation-list";

interface OpenApiDialogProps {
  onClose: () => void;
  onUse: (operation: ImportedOperation) => void;
  /** The element to focus if the user imports nothing. */
  returnFocusTo: () => HTMLElement | null;
}

/** Imports an operation of an OpenAPI document as a step with arguments. */
export function OpenApiDialog({ onClose, onUse, returnFocusTo }: OpenApiDialogProps) {
  const [text, setText] = useState("");
  const [document, setDocument] = useState<OpenApiDocument | null>(null);
  const [chosen, setChosen] = useState<OperationChoice | null>(null);
  const isUsed = useRef(false);

  function use(operation: ImportedOperation) {
    isUsed.current = true;
    onUse(operation);
    onClose();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="lg"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          if (!isUsed.current) returnFocusTo()?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>Import from OpenAPI</DialogTitle>
          <DialogDescription>
            {document === null
              ? "OpenAPI 3 or Swagger 2, as JSON or YAML, up to 5 MB. The document stays in your browser."
              : `${document.title || "The document"} has ${document.operations.length} ${document.operations.length === 1 ? "operation" : "operations"}.`}
          </DialogDescription>
        </DialogHeader>
        {document === null ? (
          <DocumentBox text={text} onChange={setText} onRead={setDocument} />
        ) : chosen === null ? (
          <OperationList operations={document.operations} onBack={() => setDocument(null)} onChoose={setChosen} />
        ) : (
          <ChosenOperation document={document} choice={chosen} onBack={() => setChosen(null)} onUse={use} />
        )}
      </DialogContent>
    </Dialog>
  );
}
