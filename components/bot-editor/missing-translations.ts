import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";
import { languageName } from "@/server/text/language-name";

type BotLanguages = inferRouterOutputs<AppRouter>["languages"]["get"];

/**
 * Says which texts customers read in the main language for want of a translation ("Russian: 5 missing, 1 draft to
 * confirm."); null if there are none.
 */
export function missingTranslations({ languages, counts }: Pick<BotLanguages, "languages" | "counts">): string | null {
  const lacking = counts.filter(({ missing, drafts }) => missing + drafts > 0);
  if (lacking.length === 0) return null;
  const each = lacking.map(({ language, missing, drafts }) => {
    const parts = [
      ...(missing > 0 ? [`${missing} missing`] : []),
      ...(drafts > 0 ? [`${drafts} ${drafts === 1 ? "draft" : "drafts"} to confirm`] : []),
    ];
    return `${languageName(language)}: ${parts.join(", ")}.`;
  });
  return `${each.join(" ")} Customers read these texts in ${languageName(languages[0] ?? "")}.`;
}
