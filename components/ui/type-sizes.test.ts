import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cn } from "./cn";

const root = join(import.meta.dirname, "../..");
/** The landing page's headline is a display size, not text of the product. */
const HEADLINE = "components/brand/landing-page.tsx: text-[clamp(2.25rem,5vw,3.5rem)]";
/** Tailwind's own names of sizes, which the theme removes, and any other size. */
const FOREIGN =
  /(?<![\w-])text-(?:(?:xs|sm|base|lg|\d*xl)(?![\w-])|\[(?:length:)?(?:clamp|calc|min|max|[\d.])[^\]]*\])|font-size|fontSize/gu;

it("Every text has one of the five sizes of the theme", () => {
  const found = globSync("{app,components}/**/*.{ts,tsx}", { cwd: root })
    .filter((file) => !file.includes(".test."))
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(FOREIGN)].map(([size]) => `${file}: ${size}`),
    );
  expect(found).toEqual([HEADLINE]);
});

it("The theme has five sizes of text", () => {
  const css = readFileSync(join(root, "app/globals.css"), "utf8");
  const sizes = [...css.matchAll(/--text-(\d+): ([\d.]+)rem/gu)].map(([, name, rem]) => [
    Number(name),
    Number(rem) * 16,
  ]);
  expect(sizes).toEqual([12, 13, 14, 16, 22].map((pixels) => [pixels, pixels]));
});

it("A size of text and its colour are different properties when classes are joined", () => {
  expect(cn("text-14 text-foreground", "text-13")).toBe("text-foreground text-13");
  expect(cn("text-13", "text-muted-foreground")).toBe("text-13 text-muted-foreground");
});
