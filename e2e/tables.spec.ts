import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { expectAccessible, signIn } from "./support/inbox-screen";
import { takePictures } from "./support/pictures";
import { untilLoaded } from "./support/wait-for-screen";

/** An editor fills a data table from a spreadsheet, takes changes back, and sets the widths of its columns. */

let customer: Customer;
let tableId: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ baseURL }) => {
  customer = await signUpCustomer(baseURL ?? "");
  const { trpc } = customer;
  const columns = [
    { name: "Product", type: "text" as const },
    { name: "Price", type: "number" as const },
    { name: "Sold", type: "boolean" as const },
  ];
  ({ id: tableId } = await trpc.tables.create.mutate({ name: "Stock", columns }));
  for (const values of [
    { product: "Mug", price: 12 },
    { product: "Lamp", price: 30 },
    { product: "Poster", price: null },
  ]) {
    await trpc.tables.addRow.mutate({ tableId, values });
  }
});

test("A copied block is pasted completely or not at all, and can be undone and redone", async ({
  page,
  context,
}, info) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openTable(page);
  const undo = page.getByRole("button", { name: /^Undo/ });
  const redo = page.getByRole("button", { name: /^Redo/ });

  await test.step("cells of a spreadsheet fill the cells below, and add the missing rows", async () => {
    await cell(page, 2, 1).click();
    await paste(page, 'Desk lamp\t1,234.50\tyes\r\n"Two\nlines"\t7\tno\r\nChair\t\t\r\n');
    await expect(page.getByText("1 row added at the end")).toBeAttached();
    await expectRows(page, ["Mug|12|empty", "Desk lamp|1234.5|yes", "Two\nlines|7|no", "Chair||empty"]);
  });

  await test.step("undo and redo bring all of it back, by keys and by buttons", async () => {
    await page.keyboard.press("Control+z");
    await expectRows(page, ["Mug|12|empty", "Lamp|30|empty", "Poster||empty"]);
    await expect(page.getByText("Undone: paste of 3 rows and 3 columns.")).toBeAttached();
    await page.keyboard.press("Control+Shift+z");
    await expectRows(page, ["Mug|12|empty", "Desk lamp|1234.5|yes", "Two\nlines|7|no", "Chair||empty"]);
    await undo.click();
    await expectRows(page, ["Mug|12|empty", "Lamp|30|empty", "Poster||empty"]);
    await expect(undo).toHaveAttribute("aria-disabled", "true");
    await redo.click();
    await expect(cell(page, 4, 1)).toHaveText("Chair");
  });

  await test.step("a block with a faulty cell changes nothing and names the cell", async () => {
    await cell(page, 1, 1).click();
    await paste(page, "Cup\t5\nBowl\tcheap\n");
    const dialog = page.getByRole("dialog", { name: "Nothing was pasted" });
    await expect(dialog.getByRole("listitem")).toHaveText('Row 2: Price must be a number, such as 12.5; got "cheap".');
    await takePictures(page, info, "refusal");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("grid")).toBeFocused();
    await expect(cell(page, 1, 1)).toHaveText("Mug");
    await paste(page, "a\tb\tc\td");
    await expect(dialog).toContainText("there is room for 3 columns");
    await page.keyboard.press("Escape");
    await paste(page, "x\n".repeat(1001));
    await expect(dialog).toContainText("At most 1,000 rows can be pasted at a time, and these are 1,001.");
    await page.keyboard.press("Escape");
  });

  await test.step("the table of a web page is pasted by its cells, and selected cells are copied and cleared", async () => {
    await cell(page, 1, 1).click();
    await paste(
      page,
      "Cup\nlarge\t5\nBowl\t6",
      "<table><tr><td>Cup<br>large</td><td> 5 </td></tr><tr><td><b>Bowl</b></td><td>6</td></tr></table>",
    );
    await expectRows(page, ["Cup\nlarge|5|empty", "Bowl|6|yes", "Two\nlines|7|no", "Chair||empty"]);
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(page.locator('td[aria-selected="true"]')).toHaveCount(4);
    await takePictures(page, info, "selection");
    await expectAccessible(page);
    await page.keyboard.press("Control+c");
    await expect(page.getByText("2 rows and 2 columns copied.")).toBeAttached();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('"Cup\nlarge"\t5\nBowl\t6');
    await page.keyboard.press("Delete");
    await expectRows(page, ["||empty", "||yes", "Two\nlines|7|no", "Chair||empty"]);
    await page.keyboard.press("Control+z");
    await expect(cell(page, 2, 1)).toHaveText("Bowl");
  });
});

test("Deleted rows come back to their places, and another person's change is not overwritten", async ({ page }) => {
  await openTable(page);
  const before = await texts(page);
  await page.getByRole("rowheader").nth(1).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete row" }).click();
  await expect.poll(() => texts(page)).toEqual(before.toSpliced(1, 1));
  await page.getByRole("button", { name: "Undo: deletion of 1 row" }).click();
  await expect.poll(() => texts(page)).toEqual(before);

  await cell(page, 1, 2).click();
  await page.keyboard.type("50");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Undo: change of Price" })).toBeVisible();
  const { rows } = await customer.trpc.tables.rows.query({ tableId });
  await customer.trpc.tables.updateCells.mutate({ tableId, rowId: rows[0]?.id ?? "", values: { price: 60 } });
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Could not undo the change of Price.")).toBeVisible();
  await expect(cell(page, 1, 2)).toHaveText("60");
});

test("A column's width is changed by pointer and by keys, and is remembered", async ({ page }, info) => {
  await openTable(page);
  const edge = page.getByRole("separator", { name: "Width of Product" });
  const widthOf = async () => Number(await edge.getAttribute("aria-valuenow"));
  const box = await edge.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 4, (box?.y ?? 0) + 20];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 100, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(widthOf).toBe(324);

  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Change width by arrow keys" }).press("Enter");
  await expect(edge).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(widthOf).toBe(276);
  await takePictures(page, info, "resize");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("grid")).toBeFocused();
  await page.reload();
  await untilLoaded(page);
  await expect(edge).toHaveAttribute("aria-valuenow", "276");

  const long = "A product with quite a long name that does not fit";
  await cell(page, 1, 1).dblclick();
  await page.getByRole("textbox", { name: "Product, row 1" }).fill(long);
  await page.keyboard.press("Enter");
  await edge.dblclick();
  await expect.poll(widthOf).toBeGreaterThan(300);
  const text = cell(page, 1, 1).getByText(long);
  expect(await text.evaluate((span) => span.scrollWidth <= span.clientWidth)).toBe(true);
});

async function openTable(page: Page): Promise<void> {
  await signIn(page, customer);
  await page.goto(`/tables/${tableId}`);
  await untilLoaded(page);
  await expect(cell(page, 1, 1)).not.toBeEmpty();
}

/** A cell by its row and column, which count from 1. */
function cell(page: Page, row: number, column: number): Locator {
  return page.locator(`td[data-row="${row - 1}"][data-column="${column}"]`);
}

/** The rows as texts, with "|" between the cells. */
async function texts(page: Page): Promise<string[]> {
  const rows = await page.locator("tbody tr").all();
  return Promise.all(rows.map(async (row) => (await row.locator("td").allTextContents()).join("|")));
}

async function expectRows(page: Page, rows: string[]): Promise<void> {
  await expect.poll(() => texts(page)).toEqual(rows);
}

/** Pastes as from another program. */
async function paste(page: Page, text: string, html?: string): Promise<void> {
  await page.evaluate(
    async ({ text: plain, html: rich }) => {
      const item = new ClipboardItem({
        "text/plain": new Blob([plain], { type: "text/plain" }),
        ...(rich !== undefined && { "text/html": new Blob([rich], { type: "text/html" }) }),
      });
      await navigator.clipboard.write([item]);
    },
    { text, html },
  );
  await page.keyboard.press("Control+v");
}
