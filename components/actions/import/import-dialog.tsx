"use client";

import type { ImportedOperation, ImportedRequest } from "@/server/actions/import/imported-request";
import type { ImportSource } from "../step-list/add-step-menu";
import type { ImportOptions } from "./import-options";
import { CurlDialog } from "./curl-dialog";
import { OpenApiDialog } from "./openapi-dialog";

interface ImportDialogProps {
  source: ImportSource;
  onClose: () => void;
  onRequest: (request: ImportedRequest, options: ImportOptions) => void;
  onOperation: (operation: ImportedOperation) => void;
}

/** Creates a webhook step from a curl command or from an operation of an OpenAPI document. */
export function ImportDialog({ source, onClose, onRequest, onOperation }: ImportDialogProps) {
  const returnFocusTo = () => document.getElementById("add-step");
  if (source === "openapi") {
    return <OpenApiDialog onClose={onClose} onUse={onOperation} returnFocusTo={returnFocusTo} />;
  }
  return <CurlDialog command="" isNewStep onClose={onClose} onUse={onRequest} returnFocusTo={returnFocusTo} />;
}
