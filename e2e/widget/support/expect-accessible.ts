import { expect, type Page } from "@playwright/test";
import { findFaults } from "../../support/find-faults";

/**
 * Expects no faults in the panel, and a conversation that is not wider than it.
 * @param rules Only these, where only colours or sizes differ from what has been checked; null for all.
 */
export async function expectAccessible(
  page: Page,
  where: string,
  rules: string[] | null = ["color-contrast"],
): Promise<void> {
  const faults = await findFaults(page, { rules: rules ?? undefined, within: ".holder" });
  expect.soft(faults, where).toEqual([]);
  const wide = await page.locator(".panel .scroller").evaluate((box) => box.scrollWidth - box.clientWidth);
  expect.soft(wide, `${where}: the conversation is not wider than the panel`).toBeLessThanOrEqual(0);
}
