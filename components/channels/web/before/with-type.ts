import { suggestFunctionName } from "@/components/actions/editor/suggest-function-name";
import type { PreChatField } from "@/server/schemas/widget/widget-settings";

/** A variable of the contact takes answers of its own type only, so another type gets a variable named by the label. */
export function withType(
  { key, label, type: before }: PreChatField,
  type: PreChatField["type"],
): Partial<PreChatField> {
  const isOfContact = key === "email" || key === "phone";
  if (type === before || !isOfContact) return { type };
  const named = suggestFunctionName(label);
  return { type, key: named === "" || named === key ? `${key}_answer` : named };
}
