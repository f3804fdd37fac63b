import Link from "next/link";
import type { Secret } from "./secret-types";

/** The actions that use a secret, each with a link. */
export function SecretUses({ label, uses }: { label: string; uses: Secret["uses"] }) {
  return (
    <ul aria-label={label} className="grid max-h-48 gap-1 overflow-y-auto text-13">
      {uses.map((use) => (
        <li key={use.actionId} className="wrap-anywhere">
          <Link
            href={use.inDraft ? `/bots/${use.botId}/actions/${use.actionId}` : `/bots/${use.botId}`}
            className="rounded-sm font-medium underline underline-offset-2 focus-ring"
          >
            {use.actionName}
          </Link>{" "}
          of {use.botName} ({whereOf(use)})
        </li>
      ))}
    </ul>
  );
}

function whereOf({ inDraft, published }: Secret["uses"][number]): string {
  if (inDraft && published) return "draft and published";
  return inDraft ? "draft only" : "published only";
}
