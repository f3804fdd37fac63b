"use client";

import { useEffect, useRef, useState } from "react";
import { TimeZoneSelect } from "@/components/ui/time-zone-select";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { openOfficeHours, weekdays, type WorkingHours } from "@/server/schemas/bot-behaviour";
import { closedSince } from "@/server/turn/context/working-hours";
import { DayHours } from "./day-hours";
import { Example, Row, Section, type SectionProps } from "./section";

/** When the bot answers, and what it sends at other times. */
export function HoursSection({ value, faultAt, change, botTimeZone }: SectionProps & { botTimeZone: string }) {
  const hours = value.workingHours;
  // Switching the hours off and on again restores them.
  const typed = useRef(hours ?? openOfficeHours);
  function set(part: Partial<WorkingHours>) {
    typed.current = { ...typed.current, ...part };
    change({ workingHours: typed.current });
  }
  return (
    <Section id="hours" about="Without hours, the bot answers at any time.">
      <Row>
        <Field layout="split" label="Use working hours" hint="At other times customers get an away text.">
          <Switch
            checked={hours !== null}
            onCheckedChange={(on) => change({ workingHours: on ? typed.current : null })}
          />
        </Field>
        {hours && (
          <>
            <Field label="Time zone" error={faultAt("workingHours.timeZone")}>
              <TimeZoneSelect
                none={`The bot's own (${botTimeZone.replaceAll("_", " ")})`}
                value={hours.timeZone ?? ""}
                disabled={false}
                onChange={(timeZone) => set({ timeZone: timeZone === "" ? null : timeZone })}
              />
            </Field>
            <div className="grid gap-2">
              {weekdays.map((day) => (
                <DayHours
                  key={day}
                  day={day}
                  value={hours.days[day]}
                  faultAt={(path) => faultAt(`workingHours.days.${day}.${path}`)}
                  onChange={(spans) => set({ days: { ...hours.days, [day]: spans } })}
                />
              ))}
            </div>
            <NowLine hours={hours} botTimeZone={botTimeZone} />
          </>
        )}
      </Row>
      {hours && (
        <Row>
          <Field
            label="Away text"
            hint="Sent once per conversation each time you are closed. Leave it empty to send nothing."
            error={faultAt("workingHours.awayText")}
          >
            <Textarea
              value={hours.awayText}
              maxLength={2000}
              onChange={(event) => set({ awayText: event.target.value })}
            />
          </Field>
          <Field
            layout="split"
            label="Answer anyway"
            hint="After the away text the bot answers as usual: people are away, the bot is not."
          >
            <Switch checked={hours.answerOutside} onCheckedChange={(answerOutside) => set({ answerOutside })} />
          </Field>
        </Row>
      )}
    </Section>
  );
}

/** Whether it is open now. Rendered in the browser only, since the server would render its own time. */
function NowLine({ hours, botTimeZone }: { hours: WorkingHours; botTimeZone: string }) {
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date());
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 10_000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, []);
  if (now === null) return null;
  const timeZone = hours.timeZone ?? botTimeZone;
  const clock = now.toLocaleString("en", { timeZone, weekday: "long", hour: "2-digit", minute: "2-digit" });
  const isOpen = closedSince(hours, botTimeZone, now) === null;
  return (
    <Example>
      It is {clock} in {timeZone.replaceAll("_", " ")} now: <strong>{isOpen ? "open" : "closed"}</strong>.
    </Example>
  );
}
