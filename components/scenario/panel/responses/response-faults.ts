import type { Fault } from "@/components/actions/faults/fault";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";

const HAS_VARIABLE = /\{\{[^{}]*\}\}/;

/** What is stored although it does not work yet: missing targets, and addresses that are none. */
export function responseFaults(responses: readonly ScenarioResponse[]): Fault[] {
  return responses.flatMap((response, i) => {
    const path = `responses.${i}`;
    if (response.kind === "image") return addressFaults(response.url, `${path}.url`);
    if (response.kind === "go_to" && response.interactionId === "") {
      return [{ path: `${path}.interactionId`, message: "Choose an interaction." }];
    }
    if (response.kind === "action" && response.actionId === "") {
      return [{ path: `${path}.actionId`, message: "Choose an action." }];
    }
    if (response.kind === "buttons") return buttonFaults(response.buttons, path);
    if (response.kind !== "cards") return [];
    return response.cards.flatMap((card, place) => {
      const at = `${path}.cards.${place}`;
      const image = card.imageUrl === "" ? [] : addressFaults(card.imageUrl, `${at}.imageUrl`);
      return [...image, ...buttonFaults(card.buttons, at)];
    });
  });
}

function buttonFaults(buttons: readonly { type: string; value: string }[], path: string): Fault[] {
  return buttons.flatMap(({ type, value }, i) =>
    type === "url" ? addressFaults(value, `${path}.buttons.${i}.value`) : [],
  );
}

/** An address with a variable is only known in the conversation. */
function addressFaults(address: string, path: string): Fault[] {
  const url = address.trim();
  if (url === "" || HAS_VARIABLE.test(url) || isWebAddress(url)) return [];
  return [{ path, message: "Write an address that starts with https:// or http://." }];
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
