"use client";

import { MAX_CARD_BUTTONS, MAX_CARDS } from "@/server/messages/interactive";
import { FormField } from "../../fields/form-field";
import { RowList } from "../../fields/row-list";
import { TemplateBox } from "../../templates/template-box";
import type { VariableGroup } from "../../templates/variable-group";
import { ButtonRows } from "./button-rows";
import { newCard, type CardRow } from "./option-rows";

interface CardRowsProps {
  path: string;
  rows: CardRow[];
  variables: VariableGroup[];
  onChange: (rows: CardRow[]) => void;
}

/** The list of cards of a message. */
export function CardRows({ path, rows, variables, onChange }: CardRowsProps) {
  return (
    <RowList
      title="Cards"
      what="card"
      hint={`Up to ${MAX_CARDS}, which the customer scrolls sideways.`}
      path={path}
      rows={rows}
      max={MAX_CARDS}
      newRow={newCard}
      firstField="title"
      nameOf={({ title }) => title}
      isOrdered
      isFramed
      onChange={onChange}
    >
      {(card, index, change) => (
        <CardFields path={`${path}.${index}`} number={index + 1} card={card} variables={variables} onChange={change} />
      )}
    </RowList>
  );
}

interface CardFieldsProps {
  path: string;
  number: number;
  card: CardRow;
  variables: VariableGroup[];
  onChange: (part: Partial<CardRow>) => void;
}

function CardFields({ path, number, card, variables, onChange }: CardFieldsProps) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <FormField path={`${path}.title`} label="Title" required>
        <TemplateBox
          name={`the title of card ${number}`}
          value={card.title}
          variables={variables}
          placeholder="{{steps.find.body.name}}"
          onChange={(title) => onChange({ title })}
        />
      </FormField>
      <FormField path={`${path}.subtitle`} label="Subtitle" aside="Optional">
        <TemplateBox
          name={`the subtitle of card ${number}`}
          value={card.subtitle}
          variables={variables}
          placeholder="Ready to ship"
          onChange={(subtitle) => onChange({ subtitle })}
        />
      </FormField>
      <FormField
        path={`${path}.image_url`}
        label="Address of the image"
        aside="Optional"
        hint="The chat page shows it when it starts with https://. Your team sees a link to it in the inbox."
      >
        <TemplateBox
          name={`the image of card ${number}`}
          value={card.imageUrl}
          variables={variables}
          placeholder="https://shop.example/images/{{args.product}}.jpg"
          onChange={(imageUrl) => onChange({ imageUrl })}
        />
      </FormField>
      <ButtonRows
        title="Buttons"
        path={`${path}.buttons`}
        rows={card.buttons}
        max={MAX_CARD_BUTTONS}
        variables={variables}
        onChange={(buttons) => onChange({ buttons })}
      />
    </div>
  );
}
