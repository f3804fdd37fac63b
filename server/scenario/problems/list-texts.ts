import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";
import type { FieldPath } from "../links/list-links";

interface TextAt {
  path: FieldPath;
  text: string;
}

/** Lists the texts of an interaction in which `{{…}}` stands for a value, except empty ones. */
export function listTexts({ responses, attributes, menu, silence }: Interaction): TextAt[] {
  const all: TextAt[] = [
    ...responses.flatMap((response, i) => under(["responses", i], textsOfResponse(response))),
    ...attributes.flatMap(({ question, invalidText, choices }, i) =>
      under(["attributes", i], [...fields({ question, invalidText }), ...under(["choices"], items(choices))]),
    ),
    ...(menu
      ? under(
          ["menu"],
          [
            ...menu.rows.flatMap(({ text }, i) => under(["rows", i], fields({ text }))),
            ...fields({ invalidText: menu.invalidText }),
          ],
        )
      : []),
    ...silence.flatMap(({ effect }, i) =>
      effect.type === "text" ? under(["silence", i, "effect"], fields({ text: effect.text })) : [],
    ),
  ];
  return all.filter(({ text }) => text !== "");
}

function textsOfResponse(response: ScenarioResponse): TextAt[] {
  switch (response.kind) {
    case "text":
      return under(["variants"], items(response.variants));
    case "image":
      return fields({ url: response.url });
    case "quick_replies":
      return [...fields({ text: response.text }), ...textsOfOptions("replies", response.replies)];
    case "buttons":
      return [...fields({ text: response.text }), ...textsOfOptions("buttons", response.buttons)];
    case "cards":
      return response.cards.flatMap(({ title, subtitle, imageUrl, buttons }, i) =>
        under(["cards", i], [...fields({ title, subtitle, imageUrl }), ...textsOfOptions("buttons", buttons)]),
      );
    case "action":
      return under(["arguments"], fields(response.arguments));
    case "person":
      return fields({ reason: response.reason });
    case "go_to":
      return [];
  }
}

function textsOfOptions(list: string, options: readonly { label: string; value: string }[]): TextAt[] {
  return options.flatMap(({ label, value }, i) => under([list, i], fields({ label, value })));
}

function fields(texts: Record<string, string>): TextAt[] {
  return Object.entries(texts).map(([name, text]) => ({ path: [name], text }));
}

function items(texts: readonly string[]): TextAt[] {
  return texts.map((text, i) => ({ path: [i], text }));
}

function under(start: FieldPath, texts: TextAt[]): TextAt[] {
  return texts.map(({ path, text }) => ({ path: [...start, ...path], text }));
}
