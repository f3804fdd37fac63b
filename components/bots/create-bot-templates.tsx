"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { CalendarDays, type LucideIcon, MessageCircle, Package, PencilLine, Sparkles } from "lucide-react";
import { RadioGroup } from "radix-ui";
import type { AppRouter } from "@/server/trpc/root";

export type BotTemplateCard = inferRouterOutputs<AppRouter>["bots"]["templates"][number];

const icons: Partial<Record<string, LucideIcon>> = {
  package: Package,
  calendar: CalendarDays,
  "message-circle": MessageCircle,
};

interface CreateBotTemplatesProps {
  templates: readonly BotTemplateCard[];
  /** A template's id, or "" for none. */
  value: string;
  onChange: (templateId: string) => void;
}

/** The templates and "From scratch", as radio buttons. */
export function CreateBotTemplates({ templates, value, onChange }: CreateBotTemplatesProps) {
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={onChange}
      aria-label="Start from"
      className="grid grid-cols-1 gap-3 sm:grid-cols-2"
    >
      {templates.map((template) => (
        <Choice
          key={template.id}
          value={template.id}
          icon={icons[template.icon] ?? Sparkles}
          name={template.name}
          description={template.description}
          example={template.highlights[0]}
        />
      ))}
      <Choice
        value=""
        icon={PencilLine}
        name="From scratch"
        description="An empty bot: you write its instruction and add actions as you need them."
      />
    </RadioGroup.Root>
  );
}

interface ChoiceProps {
  value: string;
  icon: LucideIcon;
  name: string;
  description: string;
  /** An example question for the bot. */
  example?: string | undefined;
}

function Choice({ value, icon: Icon, name, description, example }: ChoiceProps) {
  return (
    <RadioGroup.Item
      value={value}
      className="flex min-w-0 flex-col gap-1 rounded-lg border bg-card p-4 text-left shadow-raised focus-ring transition-colors hover:border-border-strong data-[state=checked]:border-primary data-[state=checked]:ring-1 data-[state=checked]:ring-primary"
    >
      <span className="flex items-center gap-2 text-14 font-medium">
        <Icon aria-hidden className="size-4 text-muted-foreground" />
        {name}
      </span>
      <span className="text-13 leading-5 text-muted-foreground">{description}</span>
      {example && <span className="mt-1.5 text-13 leading-5 text-foreground">“{example}”</span>}
    </RadioGroup.Item>
  );
}
