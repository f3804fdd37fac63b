"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Table } from "../table-types";
import { FileDrop } from "./file-drop";
import { Progress } from "./progress";
import { ReviewStep } from "./review-step";
import { useImport } from "./use-import";

interface ImportWizardProps {
  /** The table to import into; null to create one. */
  table: Pick<Table, "id" | "name" | "rowCount" | "columns"> | null;
}

/** The steps of an import, from choosing a file to the imported rows. */
export function ImportWizard({ table }: ImportWizardProps) {
  const screen = useImport(table);
  const { state } = screen;
  if (state.phase === "choose") {
    return (
      <div className="grid gap-4">
        {state.error !== null && (
          <Alert tone="danger" title="This file can't be imported">
            {state.error}
          </Alert>
        )}
        <FileDrop onFile={screen.choose} />
      </div>
    );
  }
  if (state.phase === "upload") {
    return (
      <div className="grid gap-4">
        <Progress label={`Uploading ${state.fileName}`} share={state.share}>
          {state.share === 1 ? "Looking through the rows…" : "Nothing is imported yet. You review the columns first."}
        </Progress>
        <Button variant="outline" className="w-fit" onClick={screen.startOver}>
          Cancel
        </Button>
      </div>
    );
  }
  if (state.phase === "review") return <ReviewStep table={table} screen={screen} state={state} />;
  const { totalRows, fileName } = state.upload;
  return (
    <div className="grid gap-4">
      <Progress label={`Importing ${fileName}`} share={screen.doneRows / Math.max(1, totalRows)}>
        {screen.doneRows.toLocaleString("en")} of {totalRows.toLocaleString("en")} rows. You can leave this page: the
        import continues, and all rows appear together when it is done.
      </Progress>
      {screen.pollError !== null && <Alert tone="warning">{screen.pollError}</Alert>}
    </div>
  );
}
