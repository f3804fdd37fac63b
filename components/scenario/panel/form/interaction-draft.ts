import { changedKeys, isSame, pick } from "@/components/bot-editor/autosave/merge-changes";
import { interaction, type Interaction } from "@/server/schemas/scenario/interaction";

/** A part of an interaction that is saved, and refused, on its own. */
export type Part = keyof Interaction;

/** The draft as the server would store it. The boxes keep what was typed, such as a space at the end. */
function asStored(draft: Interaction): { stored: Interaction; invalid: Part[] } {
  const issues = interaction.safeParse(draft).error?.issues ?? [];
  const invalid = interaction.keyof().options.filter((part) => issues.some(({ path }) => path[0] === part));
  const left: Partial<Interaction> = { ...draft };
  for (const part of invalid) delete left[part];
  const parsed = interaction.partial().safeParse(left).data ?? {};
  // The parts that are left out would get their defaults.
  return { stored: { ...draft, ...pick(parsed, keysOf(left)) }, invalid };
}

/** The interaction to save, and the changed parts that cannot be saved because they are not valid. */
export function toSave(
  saved: Interaction,
  draft: Interaction,
): { value: Interaction; changed: Part[]; invalid: Part[] } {
  const { stored, invalid } = asStored(draft);
  const differing = changedKeys(saved, stored);
  const changed = differing.filter((part) => !invalid.includes(part));
  return {
    value: { ...saved, ...pick(stored, changed) },
    changed,
    invalid: differing.filter((part) => invalid.includes(part)),
  };
}

/** Shows in a draft what changed elsewhere. Parts that the user changed and that are not saved stay as they are typed. */
export function takeOver(saved: Interaction, draft: Interaction, newest: Interaction): Interaction {
  const { stored } = asStored(draft);
  const typed = changedKeys(saved, stored);
  const news = changedKeys(saved, newest).filter(
    (part) => !typed.includes(part) && !isSame(stored[part], newest[part]),
  );
  return { ...draft, ...pick(newest, news) };
}

function keysOf(part: Partial<Interaction>): Part[] {
  return interaction.keyof().options.filter((key) => key in part);
}
