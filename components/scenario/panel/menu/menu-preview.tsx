"use client";

import type { Menu } from "@/server/schemas/scenario/menu";
import { usePanel } from "../panel-context";
import { keywordsOf } from "./menu-keywords";

/** The message with the menu, as a channel with text only shows it, and as one with buttons does. */
export function MenuPreview({ menu }: { menu: Menu }) {
  const { draft } = usePanel();
  const keywords = keywordsOf(menu);
  const shown = menu.rows.flatMap(({ id, text, redirect }, i) =>
    redirect.type === "webhook" || text.trim() === "" ? [] : [{ id, text: text.trim(), keyword: keywords[i] ?? "" }],
  );
  const last = draft.responses.findLast(({ kind }) => kind === "text");
  const above = last?.kind === "text" ? (last.variants[0] ?? "") : "";
  if (shown.length === 0) return null;
  return (
    <div className="grid min-w-0 gap-3 rounded-lg bg-muted p-3 @sm:grid-cols-2">
      <figure className="grid min-w-0 content-start gap-1.5">
        <figcaption className="text-12 text-muted-foreground">With text only</figcaption>
        <p className="w-fit max-w-full rounded-lg border bg-card px-3 py-2 text-13 leading-5 break-words whitespace-pre-wrap">
          {[above, shown.map(({ text, keyword }) => (keyword ? `${keyword}. ${text}` : `- ${text}`)).join("\n")]
            .filter((part) => part !== "")
            .join("\n\n")}
        </p>
      </figure>
      <figure className="grid min-w-0 content-start gap-1.5">
        <figcaption className="text-12 text-muted-foreground">With buttons</figcaption>
        {above !== "" && (
          <p className="w-fit max-w-full rounded-lg border bg-card px-3 py-2 text-13 leading-5 break-words whitespace-pre-wrap">
            {above}
          </p>
        )}
        <ul className="flex min-w-0 flex-wrap gap-1.5">
          {shown.map(({ id, text }) => (
            <li
              key={id}
              className="max-w-full rounded-lg border border-border-strong bg-card px-2.5 py-1 text-13 leading-5 break-words"
            >
              {text}
            </li>
          ))}
        </ul>
      </figure>
    </div>
  );
}
