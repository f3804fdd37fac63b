"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { BotBehaviour } from "@/server/schemas/bot-behaviour";
import { ChoiceField } from "./choice-field";
import { NumberField } from "./number-field";
import { Example, Row, Section, type SectionProps } from "./section";

/** How the bot reads and remembers messages before it answers. */
export function MessagesSection({ value, faultAt, change }: SectionProps) {
  return (
    <Section id="reading" about="How the bot reads a customer's messages, and how much it remembers.">
      <Row>
        <NumberField
          label="Wait for more messages"
          hint="With 0, each message is answered immediately. Up to 60."
          unit="seconds"
          error={faultAt("mergeSeconds")}
          value={value.mergeSeconds}
          onChange={(mergeSeconds) => change({ mergeSeconds })}
        />
        {value.mergeSeconds > 0 && (
          <Example>
            “Hi” · “I have a question” · “where is order 7?”, each less than {value.mergeSeconds} s after the one
            before, get one answer to all three.
          </Example>
        )}
      </Row>
      <Row>
        <HistoryFields value={value} faultAt={faultAt} change={change} />
      </Row>
      <Row>
        <LanguageFields value={value} faultAt={faultAt} change={change} />
      </Row>
    </Section>
  );
}

const histories = [
  { value: "all", label: "The whole conversation" },
  { value: "messages", label: "The newest messages" },
  { value: "minutes", label: "The last minutes" },
  { value: "off", label: "Only unanswered messages" },
] as const;

const freshHistory: { [K in BotBehaviour["history"]["kind"]]: Extract<BotBehaviour["history"], { kind: K }> } = {
  all: { kind: "all" },
  messages: { kind: "messages", count: 20 },
  minutes: { kind: "minutes", minutes: 60 },
  off: { kind: "off" },
};

function HistoryFields({ value: { history }, faultAt, change }: SectionProps) {
  return (
    <>
      <ChoiceField
        label="What it remembers"
        hint="Less memory costs fewer tokens. Context that an employee clears in the inbox is always forgotten."
        value={history.kind}
        options={histories}
        onChange={(kind) => change({ history: freshHistory[kind] })}
      />
      {history.kind === "messages" && (
        <NumberField
          label="How many"
          unit="messages"
          error={faultAt("history.count")}
          value={history.count}
          onChange={(count) => change({ history: { kind: "messages", count } })}
        />
      )}
      {history.kind === "minutes" && (
        <NumberField
          label="How long"
          unit="minutes"
          error={faultAt("history.minutes")}
          value={history.minutes}
          onChange={(minutes) => change({ history: { kind: "minutes", minutes } })}
        />
      )}
    </>
  );
}

const languages = [
  { value: "auto", label: "As the instruction says" },
  { value: "customer", label: "The customer's" },
  { value: "fixed", label: "Always the same" },
] as const;

function LanguageFields({ value: { replyLanguage }, faultAt, change }: SectionProps) {
  // Restores the language when the user switches to another choice and back.
  const [language, setLanguage] = useState(replyLanguage.kind === "fixed" ? replyLanguage.language : "English");
  return (
    <>
      <ChoiceField
        label="Reply language"
        value={replyLanguage.kind}
        options={languages}
        onChange={(kind) => change({ replyLanguage: kind === "fixed" ? { kind, language } : { kind } })}
      />
      {replyLanguage.kind === "fixed" && (
        <Field label="Language" error={faultAt("replyLanguage.language")}>
          <Input
            value={replyLanguage.language}
            maxLength={60}
            placeholder="Ukrainian"
            onChange={({ target }) => {
              setLanguage(target.value);
              change({ replyLanguage: { kind: "fixed", language: target.value } });
            }}
          />
        </Field>
      )}
    </>
  );
}
