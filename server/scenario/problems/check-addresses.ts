import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { FieldPath } from "../links/list-links";
import { listButtons } from "./list-buttons";
import { problemOf, quoteNames, type ScenarioProblem } from "./scenario-problem";

/** Finds addresses of images and buttons that cannot be opened, and phone numbers that cannot be called. */
export function checkAddresses(interaction: Interaction): ScenarioProblem[] {
  const error = (path: FieldPath, message: string) => problemOf(interaction, "error", path, message);
  const images = imagesOf(interaction).flatMap(({ path, url }) =>
    isAddress(url)
      ? []
      : [error(path, `The image's address ${quoteNames([url])} must start with https:// or http://. Correct it.`)],
  );
  const buttons = listButtons(interaction).flatMap(({ path, button }) => {
    if (button.type === "url" && !isAddress(button.value)) {
      const name = `The address of the button ${quoteNames([button.label])}`;
      return [error([...path, "value"], `${name} must start with https:// or http://. Correct it.`)];
    }
    if (button.type === "phone" && !isPhone(button.value)) {
      const name = `The button ${quoteNames([button.label])}`;
      return [error([...path, "value"], `${name} needs a phone number such as +44 20 7946 0958.`)];
    }
    return [];
  });
  return [...images, ...buttons];
}

function imagesOf({ responses }: Interaction): { path: FieldPath; url: string }[] {
  return responses.flatMap((response, i) => {
    if (response.kind === "image") return [{ path: ["responses", i, "url"], url: response.url }];
    if (response.kind !== "cards") return [];
    return response.cards.flatMap(({ imageUrl }, c) =>
      imageUrl === "" ? [] : [{ path: ["responses", i, "cards", c, "imageUrl"], url: imageUrl }],
    );
  });
}

/** Whether a text is a web address, as far as is known before its `{{…}}` are filled. */
function isAddress(text: string): boolean {
  const [start = "", ...rest] = text.split("{{");
  if (rest.length === 0) return /^https?:\/\//i.test(text) && URL.canParse(text);
  return start === "" || /^https?:\/\//i.test(start);
}

/** 3 to 15 digits (E.164) with common separators, or a text to be filled. */
function isPhone(text: string): boolean {
  return text.includes("{{") || /^\+?(?:[ ().\-/]*\d){3,15}$/.test(text);
}
