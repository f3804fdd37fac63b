import { describe, expect, it } from "vitest";
import { editorCommand, gridCommand, type GridShape, type KeyPress, type Place, step, within } from "./grid-keys";

const shape: GridShape = { rows: 100_000, columns: 3, rowsPerPage: 20, canEdit: true, type: "text" };

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, shiftKey: false, altKey: false, commandKey: false, ...held };
}

function moved(from: Place, key: string, held: Partial<KeyPress> = {}, of: GridShape = shape) {
  const command = gridCommand(from, press(key, held), of);
  return command?.type === "move" ? command.to : command;
}

describe("The grid's cursor", () => {
  it("moves one cell with each arrow key, and stops at every edge", () => {
    const middle = { row: 5, column: 2 };
    expect(moved(middle, "ArrowUp")).toEqual({ row: 4, column: 2 });
    expect(moved(middle, "ArrowDown")).toEqual({ row: 6, column: 2 });
    expect(moved(middle, "ArrowLeft")).toEqual({ row: 5, column: 1 });
    expect(moved(middle, "ArrowRight")).toEqual({ row: 5, column: 3 });
    expect(moved({ row: 0, column: 3 }, "ArrowRight")).toEqual({ row: 0, column: 3 });
    expect(moved({ row: 0, column: 0 }, "ArrowLeft")).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 99_999, column: 1 }, "ArrowDown")).toEqual({ row: 99_999, column: 1 });
    expect(moved({ row: -1, column: 1 }, "ArrowUp")).toEqual({ row: -1, column: 1 });
  });

  it("reaches the header from the first row, and comes back", () => {
    expect(moved({ row: 0, column: 2 }, "ArrowUp")).toEqual({ row: -1, column: 2 });
    expect(moved({ row: -1, column: 2 }, "ArrowDown")).toEqual({ row: 0, column: 2 });
  });

  it("jumps with Ctrl or Cmd, Home, End and the page keys", () => {
    expect(moved({ row: 50, column: 2 }, "End")).toEqual({ row: 50, column: 3 });
    expect(moved({ row: 50, column: 3 }, "Home")).toEqual({ row: 50, column: 1 });
    expect(moved({ row: 50, column: 2 }, "End", { commandKey: true })).toEqual({ row: 99_999, column: 3 });
    expect(moved({ row: 50, column: 2 }, "Home", { commandKey: true })).toEqual({ row: 0, column: 1 });
    expect(moved({ row: 50, column: 2 }, "ArrowDown", { commandKey: true })).toEqual({ row: 99_999, column: 2 });
    expect(moved({ row: 50, column: 2 }, "ArrowUp", { commandKey: true })).toEqual({ row: 0, column: 2 });
    expect(moved({ row: 50, column: 2 }, "PageDown")).toEqual({ row: 70, column: 2 });
    expect(moved({ row: 5, column: 2 }, "PageUp")).toEqual({ row: 0, column: 2 });
    expect(moved({ row: 99_990, column: 2 }, "PageDown")).toEqual({ row: 99_999, column: 2 });
  });

  it("moves with Tab within a row, and leaves the grid at the row's ends", () => {
    expect(moved({ row: 5, column: 1 }, "Tab")).toEqual({ row: 5, column: 2 });
    expect(moved({ row: 5, column: 2 }, "Tab", { shiftKey: true })).toEqual({ row: 5, column: 1 });
    expect(moved({ row: 5, column: 3 }, "Tab")).toBeNull();
    expect(moved({ row: 5, column: 0 }, "Tab", { shiftKey: true })).toBeNull();
  });

  it("moves only in the header of an empty table", () => {
    const empty = { ...shape, rows: 0 };
    expect(within({ row: 7, column: 9 }, empty)).toEqual({ row: -1, column: 3 });
    expect(moved({ row: -1, column: 1 }, "ArrowDown", {}, empty)).toEqual({ row: -1, column: 1 });
    expect(moved({ row: -1, column: 1 }, "End", { commandKey: true }, empty)).toEqual({ row: -1, column: 3 });
  });
});

describe("A key in the grid", () => {
  const cell = { row: 5, column: 2 };
  const command = (key: string, of: Partial<GridShape> = {}, held: Partial<KeyPress> = {}) =>
    gridCommand(cell, press(key, held), { ...shape, ...of });

  it("edits the cell (Enter, F2), or replaces its value with the typed character", () => {
    expect(command("Enter")).toEqual({ type: "edit", empty: false });
    expect(command("F2")).toEqual({ type: "edit", empty: false });
    expect(command("é")).toEqual({ type: "edit", empty: true });
    expect(command(" ")).toEqual({ type: "edit", empty: true });
    expect(command("Process")).toEqual({ type: "edit", empty: true });
  });

  it("clears the cell, discards a failed edit, or undoes a change", () => {
    expect(command("Delete")).toEqual({ type: "clear" });
    expect(command("Backspace")).toEqual({ type: "clear" });
    expect(command("Escape")).toEqual({ type: "forget" });
    expect(command("z", {}, { commandKey: true })).toEqual({ type: "undo" });
  });

  it("redoes a change (Ctrl+Shift+Z, Ctrl+Y)", () => {
    expect(command("Z", {}, { commandKey: true, shiftKey: true })).toEqual({ type: "redo" });
    expect(command("y", {}, { commandKey: true })).toEqual({ type: "redo" });
  });

  it("extends the selection with Shift, but not to the header or the row numbers", () => {
    const shift = { shiftKey: true };
    expect(command("ArrowDown", {}, shift)).toEqual({ type: "move", to: { row: 6, column: 2 }, extends: true });
    expect(gridCommand({ row: 0, column: 1 }, press("ArrowUp", shift), shape)).toEqual({
      type: "move",
      to: { row: 0, column: 1 },
      extends: true,
    });
    expect(gridCommand({ row: 0, column: 1 }, press("ArrowLeft", shift), shape)).toMatchObject({ to: { column: 1 } });
    expect(gridCommand({ row: -1, column: 1 }, press("ArrowRight", shift), shape)).toEqual({
      type: "move",
      to: { row: -1, column: 2 },
    });
    expect(command("Tab", {}, shift)).toEqual({ type: "move", to: { row: 5, column: 1 } });
  });

  it("toggles a yes-or-no cell (Space, Enter); letters do nothing there", () => {
    expect(command("Enter", { type: "boolean" })).toEqual({ type: "toggleValue" });
    expect(command(" ", { type: "boolean" })).toEqual({ type: "toggleValue" });
    expect(command("t", { type: "boolean" })).toBeNull();
  });

  it("is left to the browser when it is a shortcut or a modifier", () => {
    for (const key of ["c", "v", "f", "r"]) expect(command(key, {}, { commandKey: true })).toBeNull();
    expect(command("ArrowLeft", {}, { altKey: true })).toBeNull();
    for (const key of ["Shift", "CapsLock", "F5", "Unidentified"]) expect(command(key)).toBeNull();
  });

  it("changes nothing for users who can only read", () => {
    for (const key of ["Enter", "a", "Delete", "Escape"]) expect(command(key, { canEdit: false })).toBeNull();
    expect(command("ArrowDown", { canEdit: false })).toEqual({ type: "move", to: { row: 6, column: 2 } });
  });

  it("ticks rows, and opens a column's menu from its header", () => {
    expect(gridCommand({ row: 5, column: 0 }, press(" "), shape)).toEqual({ type: "toggleRow" });
    expect(command(" ", {}, { shiftKey: true })).toEqual({ type: "toggleRow" });
    expect(gridCommand({ row: -1, column: 0 }, press(" "), shape)).toEqual({ type: "toggleAllRows" });
    expect(gridCommand({ row: -1, column: 2 }, press("Enter"), shape)).toEqual({ type: "openMenu" });
    expect(gridCommand({ row: -1, column: 2 }, press("a"), shape)).toBeNull();
  });
});

describe("A key in the cell editor", () => {
  it("saves and moves on (Enter, Tab), or cancels (Escape)", () => {
    expect(editorCommand(press("Enter"), "number")).toEqual({ type: "commit", rows: 1, columns: 0 });
    expect(editorCommand(press("Enter", { shiftKey: true }), "number")).toEqual({
      type: "commit",
      rows: -1,
      columns: 0,
    });
    expect(editorCommand(press("Tab"), "text")).toEqual({ type: "commit", rows: 0, columns: 1 });
    expect(editorCommand(press("Tab", { shiftKey: true }), "text")).toEqual({ type: "commit", rows: 0, columns: -1 });
    expect(editorCommand(press("Escape"), "text")).toEqual({ type: "cancel" });
  });

  it("is left to the text when it is an arrow, or Enter with Shift or Alt", () => {
    expect(editorCommand(press("ArrowLeft"), "text")).toBeNull();
    expect(editorCommand(press("Enter", { shiftKey: true }), "text")).toBeNull();
    expect(editorCommand(press("Enter", { altKey: true }), "text")).toBeNull();
  });

  it("continues in the next row after the last column, and stops at the end of the table", () => {
    expect(step({ row: 5, column: 3 }, { rows: 0, columns: 1 }, shape)).toEqual({ row: 6, column: 1 });
    expect(step({ row: 5, column: 1 }, { rows: 0, columns: -1 }, shape)).toEqual({ row: 4, column: 3 });
    expect(step({ row: 99_999, column: 3 }, { rows: 0, columns: 1 }, shape)).toEqual({ row: 99_999, column: 3 });
    expect(step({ row: 0, column: 1 }, { rows: 0, columns: -1 }, shape)).toEqual({ row: 0, column: 1 });
    expect(step({ row: 99_999, column: 2 }, { rows: 1, columns: 0 }, shape)).toEqual({ row: 99_999, column: 2 });
  });
});
