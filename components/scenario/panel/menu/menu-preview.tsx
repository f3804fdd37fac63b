"use client";

import { optionsOf, textWithOptions } from "@/server/messages/options";
import { menuOptions, shownRows } from "@/server/scenario/run/show-menu";
import { asWritten } from "@/server/scenario/run/wording";
import type { Menu } from "@/server/schemas/scenario/menu";
import { usePanel } from "../panel-context";

const bubble = "w-fit max-w-full rounded-lg border bg-card px-3 py-2 text-13 leading-5 break-words whitespace-pre-wrap";

/** The message with the menu, as a channel with text only shows it, and as one with buttons does. */
export function MenuPreview({ menu }: { menu: Menu }) {
  const { draft } = usePanel();
  const shown = shownRows(menu, asWritten);
  if (shown.length === 0) return null;
  const last = draft.responses.findLast(({ kind }) => kind === "text");
  const above = last?.kind === "text" ? (last.variants[0] ?? "") : "";
  const options = menuOptions(shown);
  const asText =
    "lines" in options ? `${above}\n\n${options.lines}`.trim() : textWithOptions(above, options.interactive);
  return (
    <div className="grid min-w-0 gap-3 rounded-lg bg-muted p-3 @sm:grid-cols-2">
      <figure className="grid min-w-0 content-start gap-1.5">
        <figcaption className="text-12 text-muted-foreground">With text only</figcaption>
        <p className={bubble}>{asText}</p>
      </figure>
      <figure className="grid min-w-0 content-start gap-1.5">
        <figcaption className="text-12 text-muted-foreground">
          {"lines" in options ? "With buttons: also as text, because there are too many" : "With buttons"}
        </figcaption>
        {above !== "" && <p className={bubble}>{above}</p>}
        {"interactive" in options && (
          <ul className="flex min-w-0 flex-wrap gap-1.5">
            {optionsOf(options.interactive).map(({ label, value }) => (
              <li
                key={`${label} ${value}`}
                className="max-w-full rounded-lg border border-border-strong bg-card px-2.5 py-1 text-13 leading-5 break-words"
              >
                {label}
              </li>
            ))}
          </ul>
        )}
      </figure>
    </div>
  );
}
