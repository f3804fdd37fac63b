import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PreviewTable } from "./preview-table";

it("The preview's headers are aligned with the cells below them", () => {
  const columns = (["text", "number", "boolean", "date"] as const).map((type) => ({
    key: type,
    name: `${type} column`,
    type,
    isIncluded: true,
  }));
  const cells = columns.map(({ type }) => `${type} cell`);
  const html = renderToStaticMarkup(<PreviewTable columns={columns} rows={[{ line: 2, cells }]} totalRows={1} />);
  const sideBefore = (text: string) =>
    html
      .slice(0, html.indexOf(`>${text}<`))
      .match(/text-(?:left|right)/gu)
      ?.at(-1);
  const sides = columns.map(({ type }) => [sideBefore(`${type} column`), sideBefore(`${type} cell`)]);
  expect(sides).toEqual([
    ["text-left", "text-left"],
    ["text-right", "text-right"],
    ["text-left", "text-left"],
    ["text-left", "text-left"],
  ]);
});
