import { isSameName } from "@/server/tables/columns/column-key";
import type { ColumnType, ImportFault } from "@/server/schemas/table-column";
import { clip } from "@/server/text/excerpt";
import type { UploadedFile } from "./upload-file";

/** A column of the file, with the user's choices for it. */
export interface ColumnChoice {
  key: string;
  name: string;
  type: ColumnType;
  isIncluded: boolean;
}

export interface Choices {
  /** The name of a new table; unused when importing into an existing one. */
  name: string;
  mode: "replace" | "append";
  columns: ColumnChoice[];
}

/** Why a file was rejected: rows that do not fit, or a fault of the whole file. */
export interface Refusal {
  message: string | null;
  faults: ImportFault[];
  /** The number of all faults; `faults` has the first ones. */
  faultCount: number;
}

export type ImportState =
  | { phase: "choose"; error: string | null }
  /** `share`: the uploaded share of the bytes, from 0 to 1. */
  | { phase: "upload"; fileName: string; share: number }
  | { phase: "review"; upload: UploadedFile; choices: Choices; refusal: Refusal | null }
  | { phase: "import"; upload: UploadedFile; choices: Choices };

export type ImportEvent =
  | { type: "fileChosen"; fileName: string }
  | { type: "progressed"; share: number }
  | { type: "uploaded"; upload: UploadedFile }
  | { type: "uploadFailed"; message: string }
  | { type: "changed"; changes: Partial<Omit<Choices, "columns">> }
  | { type: "columnChanged"; key: string; changes: Partial<Pick<ColumnChoice, "name" | "type" | "isIncluded">> }
  | { type: "started" }
  | { type: "refused"; refusal: Refusal }
  | { type: "startedOver" };

/** The next state of an import. An event that does not fit the phase changes nothing. */
export function nextImportState(state: ImportState, event: ImportEvent): ImportState {
  switch (event.type) {
    case "fileChosen":
      return { phase: "upload", fileName: event.fileName, share: 0 };
    case "progressed":
      return state.phase === "upload" ? { ...state, share: Math.max(state.share, event.share) } : state;
    case "uploaded":
      return state.phase === "upload" ? reviewOf(event.upload) : state;
    case "uploadFailed":
      return state.phase === "upload" ? { phase: "choose", error: event.message } : state;
    case "changed":
      return withChoices(state, (choices) => ({ ...choices, ...event.changes }));
    case "columnChanged":
      return withChoices(state, (choices) => ({
        ...choices,
        columns: choices.columns.map((column) => (column.key === event.key ? { ...column, ...event.changes } : column)),
      }));
    case "started":
      return state.phase === "review" ? { phase: "import", upload: state.upload, choices: state.choices } : state;
    case "refused":
      return state.phase === "review" || state.phase === "import"
        ? { phase: "review", upload: state.upload, choices: state.choices, refusal: event.refusal }
        : state;
    case "startedOver":
      return { phase: "choose", error: null };
  }
}

/** What must be corrected before the import can start, by column; `whole` is about the whole import. */
export function choiceFaults({ name, columns }: Choices, isNewTable: boolean) {
  const included = columns.filter((column) => column.isIncluded);
  const byColumn = new Map<string, string>();
  for (const [place, column] of included.entries()) {
    const isTaken = included.slice(0, place).some((other) => isSameName(other.name, column.name));
    if (column.name.trim() === "") byColumn.set(column.key, "Give the column a name.");
    else if (isTaken) byColumn.set(column.key, "Another column has this name.");
  }
  return {
    name: isNewTable && name.trim() === "" ? "Give the table a name." : null,
    byColumn,
    whole: included.length === 0 ? "Choose at least one column." : null,
  };
}

/** Suggests a table name: "prices 2026.csv" gives "prices 2026". */
export function nameOfFile(fileName: string): string {
  return clip(fileName.replace(/\.[a-z0-9]{1,5}$/iu, "") || fileName, 100);
}

function reviewOf(upload: UploadedFile): ImportState {
  const columns = upload.columns.map((column) => ({ ...column, isIncluded: true }));
  const choices: Choices = { name: nameOfFile(upload.fileName), mode: "append", columns };
  return { phase: "review", upload, choices, refusal: null };
}

/** A refusal is about the previous choices, so any change clears it. */
function withChoices(state: ImportState, change: (choices: Choices) => Choices): ImportState {
  return state.phase === "review" ? { ...state, choices: change(state.choices), refusal: null } : state;
}
