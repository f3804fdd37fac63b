"use client";

import { FormField } from "@/components/actions/fields/form-field";
import { RowList } from "@/components/actions/fields/row-list";
import { withoutKeys } from "@/components/actions/fields/rows";
import { MAX_CARD_BUTTONS, MAX_CARDS } from "@/server/messages/interactive";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";
import { toRows } from "../fields/keyed-rows";
import { ScenarioTextBox } from "../fields/scenario-text-box";
import { ButtonRows } from "./button-rows";
import { emptyCard } from "./response-kinds";

type Card = Extract<ScenarioResponse, { kind: "cards" }>["cards"][number];

interface CardRowsProps {
  path: string;
  cards: Card[];
  onChange: (cards: Card[]) => void;
}

/** The cards of a message. */
export function CardRows({ path, cards, onChange }: CardRowsProps) {
  return (
    <RowList
      title="Cards"
      what="card"
      hint={cards.length > 1 ? "The customer scrolls them sideways." : "With several, the customer scrolls sideways."}
      path={path}
      rows={toRows(cards)}
      max={MAX_CARDS}
      newRow={() => ({ key: "new", ...emptyCard })}
      firstField="title"
      nameOf={({ title }) => title}
      isOrdered
      isFramed
      onChange={(rows) => onChange(withoutKeys(rows))}
    >
      {(card, index, change) => (
        <>
          <FormField path={`${path}.${index}.title`} label="Title" required>
            <ScenarioTextBox isLine value={card.title} onChange={(title) => change({ title })} />
          </FormField>
          <FormField path={`${path}.${index}.subtitle`} label="Subtitle" aside="Optional">
            <ScenarioTextBox isLine value={card.subtitle} onChange={(subtitle) => change({ subtitle })} />
          </FormField>
          <FormField path={`${path}.${index}.imageUrl`} label="Address of the image" aside="Optional">
            <ScenarioTextBox
              isLine
              value={card.imageUrl}
              placeholder="https://shop.example/image.jpg"
              onChange={(imageUrl) => change({ imageUrl })}
            />
          </FormField>
          <ButtonRows
            path={`${path}.${index}.buttons`}
            buttons={card.buttons}
            max={MAX_CARD_BUTTONS}
            onChange={(buttons) => change({ buttons })}
          />
        </>
      )}
    </RowList>
  );
}
