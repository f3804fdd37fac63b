"use client";

import type { inferRouterOutputs } from "@trpc/server";
import {
  CalendarDays,
  CircleQuestionMark,
  ClipboardList,
  Gift,
  ListOrdered,
  type LucideIcon,
  MessageCircle,
  Package,
  PencilLine,
  Sparkles,
  Vote,
} from "lucide-react";
import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";
import type { AppRouter } from "@/server/trpc/root";

export type BotTemplateCard = inferRouterOutputs<AppRouter>["bots"]["templates"][number];

const icons: Partial<Record<string, LucideIcon>> = {
  package: Package,
  calendar: CalendarDays,
  "message-circle": MessageCircle,
  "list-ordered": ListOrdered,
  "circle-question-mark": CircleQuestionMark,
  "clipboard-list": ClipboardList,
  gift: Gift,
  vote: Vote,
};

interface TemplateChoicesProps {
  templates: readonly BotTemplateCard[];
  /** A template's id, or "" for none. */
  value: string;
  onChange: (templateId: string) => void;
  /** Offers to begin without a template, too. */
  hasScratch?: boolean;
}

/** The templates as radio buttons: those that a model answers, and scripted ones. */
export function TemplateChoices({ templates, value, onChange, hasScratch = false }: TemplateChoicesProps) {
  const scripted = templates.filter(({ isScripted }) => isScripted);
  const others = templates.filter(({ isScripted }) => !isScripted);
  return (
    <RadioGroup.Root value={value} onValueChange={onChange} aria-label="Start from" className="grid min-w-0 gap-4">
      {(others.length > 0 || hasScratch) && (
        <Group title="A model answers">
          {others.map((template) => (
            <TemplateChoice key={template.id} template={template} />
          ))}
          {hasScratch && (
            <Choice
              value=""
              icon={PencilLine}
              name="From scratch"
              description="An empty bot: you write its instruction and add what you need."
            />
          )}
        </Group>
      )}
      {scripted.length > 0 && (
        <Group title="Scripted, without a model">
          {scripted.map((template) => (
            <TemplateChoice key={template.id} template={template} />
          ))}
        </Group>
      )}
    </RadioGroup.Root>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-2">
      <p className="text-13 font-medium text-muted-foreground">{title}</p>
      <div className="grid grid-cols-1 gap-2.5 sm:grid-cols-2">{children}</div>
    </div>
  );
}

function TemplateChoice({ template: { id, icon, name, description } }: { template: BotTemplateCard }) {
  return <Choice value={id} icon={icons[icon] ?? Sparkles} name={name} description={description} />;
}

interface ChoiceProps {
  value: string;
  icon: LucideIcon;
  name: string;
  description: string;
}

function Choice({ value, icon: Icon, name, description }: ChoiceProps) {
  return (
    <RadioGroup.Item
      value={value}
      className="flex min-w-0 flex-col gap-1 rounded-lg border bg-card p-3.5 text-left shadow-raised focus-ring transition-colors hover:border-border-strong data-[state=checked]:border-primary data-[state=checked]:ring-1 data-[state=checked]:ring-primary"
    >
      <span className="flex items-center gap-2 text-14 font-medium">
        <Icon aria-hidden className="size-4 text-muted-foreground" />
        {name}
      </span>
      <span className="text-13 leading-5 text-muted-foreground">{description}</span>
    </RadioGroup.Item>
  );
}
