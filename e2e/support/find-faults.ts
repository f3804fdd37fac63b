/** Runs axe in a page. It is loaded once per page: loading its 580 kB for each analysis takes longer than most analyses. */
import { type Frame, type Page } from "@playwright/test";
import axe from "axe-core";

export interface Analysis {
  /** Only these rules; all others otherwise. */
  rules?: readonly string[] | undefined;
  /** Rules that are left out. */
  without?: readonly string[];
  /** Checks only this part of the page. */
  within?: string | undefined;
}

export interface Fault {
  rule: string;
  /** How bad axe finds it, from `minor` to `critical`. */
  impact: string;
  /** The start of each element's HTML. */
  elements: string[];
}

/** The rules that look at colours: the others find the same in dark mode. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"] as const;

/** What axe finds on the page and in its frames. */
export async function findFaults(page: Page, { rules, without = [], within }: Analysis = {}): Promise<Fault[]> {
  await Promise.all(page.frames().map(loadAxe));
  const options: axe.RunOptions = {
    resultTypes: ["violations"],
    elementRef: true,
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    ...(rules && { runOnly: { type: "rule", values: [...rules] } }),
  };
  return page.evaluate(
    async ({ context, options }) => {
      const { violations } = await window.axe.run(context ?? document, options);
      return violations.map(({ id, impact, nodes }) => ({
        rule: id,
        impact: impact ?? "",
        elements: nodes.map(({ element, target }) => element?.outerHTML.slice(0, 160) ?? target.join(" ")),
      }));
    },
    { context: within === undefined ? undefined : { include: [within] }, options },
  );
}

async function loadAxe(frame: Frame): Promise<void> {
  try {
    if (await frame.evaluate(() => "axe" in window)) return;
    // The HTML of every element that a rule looks at takes longer than many rules.
    await frame.evaluate(`${axe.source}\naxe.configure({ noHtml: true })`);
  } catch (error) {
    if (!frame.isDetached()) throw error;
  }
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
