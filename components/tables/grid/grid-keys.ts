import type { ColumnType } from "@/server/schemas/table-column";

/** The cursor's position. Row -1 is the header; column 0 has the row's number and checkbox. */
export interface Place {
  row: number;
  column: number;
}

/** What the meaning of a key depends on. */
export interface GridShape {
  /** Rows in the view, loaded or not. */
  rows: number;
  /** The table's columns, without the row number column. */
  columns: number;
  /** Rows that fit in the window: the distance of Page Up and Page Down. */
  rowsPerPage: number;
  canEdit: boolean;
  /** The type of the cursor's column; undefined in the row number column. */
  type: ColumnType | undefined;
}

/** The relevant fields of a key press. */
export interface KeyPress {
  key: string;
  shiftKey: boolean;
  altKey: boolean;
  /** Ctrl, or Cmd on a Mac. */
  commandKey: boolean;
}

export type GridCommand =
  /** With `extends`, the selection grows or shrinks to the place. */
  | { type: "move"; to: Place; extends?: true }
  /** With `empty`, the typed character replaces the cell's value. */
  | { type: "edit"; empty: boolean }
  | { type: "clear" }
  /** Discards what could not be saved in the cell. */
  | { type: "forget" }
  | { type: "toggleValue" }
  | { type: "toggleRow" }
  | { type: "toggleAllRows" }
  | { type: "openMenu" }
  | { type: "undo" }
  | { type: "redo" };

export type EditorCommand = { type: "cancel" } | { type: "commit"; rows: number; columns: number };

const HEADER = -1;

/** The command of a key while no cell is being edited; null if the grid does not handle the key. */
export function gridCommand(place: Place, press: KeyPress, shape: GridShape): GridCommand | null {
  if (press.altKey) return null;
  const to = destination(place, press, shape);
  if (to) return isExtending(place, press) ? extended(to, shape) : { type: "move", to };
  if (press.commandKey) return commandOfLetter(press);
  if (place.row === HEADER) return headerCommand(place, press);
  if (shape.rows === 0) return null;
  if (press.key === " " && (press.shiftKey || place.column === 0)) return { type: "toggleRow" };
  if (place.column === 0) return press.key === "Enter" ? { type: "toggleRow" } : null;
  return shape.canEdit ? cellCommand(press, shape.type) : null;
}

/** The command of a key while a cell is being edited; null if the text box handles the key. */
export function editorCommand(press: KeyPress, type: ColumnType): EditorCommand | null {
  if (press.key === "Escape") return { type: "cancel" };
  if (press.key === "Tab") return { type: "commit", rows: 0, columns: press.shiftKey ? -1 : 1 };
  if (press.key !== "Enter") return null;
  // A text can have several lines.
  if (type === "text" && (press.shiftKey || press.altKey)) return null;
  return { type: "commit", rows: press.shiftKey ? -1 : 1, columns: 0 };
}

/**
 * The place after moving by some rows and columns. Past the end of a row it continues in the next one; it never leaves
 * the grid.
 */
export function step(place: Place, by: { rows: number; columns: number }, shape: GridShape): Place {
  const column = place.column + by.columns;
  const row = place.row + by.rows;
  if (column > shape.columns && row < shape.rows - 1) return { row: row + 1, column: 1 };
  if (by.columns < 0 && column < 1 && row > 0) return { row: row - 1, column: shape.columns };
  return within({ row, column: by.columns < 0 ? Math.max(1, column) : column }, shape);
}

/** The nearest place within the grid. */
export function within({ row, column }: Place, shape: Pick<GridShape, "rows" | "columns">): Place {
  return {
    row: Math.max(HEADER, Math.min(row, shape.rows - 1)),
    column: Math.max(0, Math.min(column, shape.columns)),
  };
}

function commandOfLetter({ key, shiftKey }: KeyPress): GridCommand | null {
  const letter = key.toLowerCase();
  if (letter === "z") return { type: shiftKey ? "redo" : "undo" };
  return letter === "y" && !shiftKey ? { type: "redo" } : null;
}

/** Only cells can be selected together: not the header, nor the row numbers. */
function isExtending({ row, column }: Place, { key, shiftKey }: KeyPress): boolean {
  return shiftKey && key !== "Tab" && row !== HEADER && column > 0;
}

function extended(to: Place, { columns }: GridShape): GridCommand {
  const column = Math.max(Math.min(1, columns), to.column);
  return { type: "move", to: { row: Math.max(0, to.row), column }, extends: true };
}

function destination(place: Place, press: KeyPress, shape: GridShape): Place | null {
  const { row, column } = place;
  const far = press.commandKey;
  const last = shape.rows - 1;
  const top = row === HEADER ? HEADER : Math.min(0, last);
  switch (press.key) {
    case "ArrowUp":
      return within({ row: far && row > 0 ? 0 : row - 1, column }, shape);
    case "ArrowDown":
      return within({ row: far ? last : row + 1, column }, shape);
    case "ArrowLeft":
      return within({ row, column: far ? 1 : column - 1 }, shape);
    case "ArrowRight":
      return within({ row, column: far ? shape.columns : column + 1 }, shape);
    case "Home":
      return within({ row: far ? top : row, column: Math.min(1, shape.columns) }, shape);
    case "End":
      return within({ row: far ? last : row, column: shape.columns }, shape);
    case "PageUp":
      return within({ row: Math.max(top, row - shape.rowsPerPage), column }, shape);
    case "PageDown":
      return within({ row: row + shape.rowsPerPage, column }, shape);
    case "Tab":
      return tabDestination(place, press, shape);
    default:
      return null;
  }
}

/** Tab moves within the row and leaves the grid at its ends, so that keyboard users are not trapped. */
function tabDestination({ row, column }: Place, press: KeyPress, shape: GridShape): Place | null {
  if (press.commandKey) return null;
  const next = column + (press.shiftKey ? -1 : 1);
  return next < 0 || next > shape.columns ? null : { row, column: next };
}

function headerCommand(place: Place, press: KeyPress): GridCommand | null {
  if (press.key !== "Enter" && press.key !== " ") return null;
  return place.column === 0 ? { type: "toggleAllRows" } : { type: "openMenu" };
}

function cellCommand(press: KeyPress, type: ColumnType | undefined): GridCommand | null {
  if (press.key === "Escape") return { type: "forget" };
  if (press.key === "Delete" || press.key === "Backspace") return { type: "clear" };
  if (press.key === "Enter" || press.key === "F2") {
    return type === "boolean" ? { type: "toggleValue" } : { type: "edit", empty: false };
  }
  if (type === "boolean") return press.key === " " ? { type: "toggleValue" } : null;
  // Other keys have longer names. "Process" and "Dead" start a composition of an input method.
  const startsText = press.key.length === 1 || press.key === "Process" || press.key === "Dead";
  return startsText ? { type: "edit", empty: true } : null;
}
