"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";
import { timeAgo } from "@/components/ui/time-ago";
import type { NotificationKind } from "@/server/schemas/notification-kinds";
import { kindTexts, type NotificationSettings } from "./notification-settings";

interface MailChoicesCardProps {
  /** The member's e-mail address. */
  address: string;
  choices: NotificationSettings["choices"];
  mail: NotificationSettings["mail"];
  now: Date;
}

/**
 * Chooses which notifications the member gets by e-mail, and shows whether e-mail works. Each switch takes effect
 * immediately.
 */
export function MailChoicesCard({ address, choices, mail, now }: MailChoicesCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>For you</CardTitle>
        <CardDescription>
          E-mails go to {address}: at most one every 10 minutes about the same thing in one conversation. The bell shows
          all of them.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <MailState mail={mail} now={now} />
        <ChoiceTable choices={choices} />
      </CardContent>
      {mail.sender !== null && <TestMail />}
    </Card>
  );
}

function MailState({ mail, now }: Pick<MailChoicesCardProps, "mail" | "now">) {
  if (mail.sender === null) {
    return (
      <Alert tone="warning" title="E-mail is off">
        This installation has no mail server, so nothing is sent by e-mail. To turn e-mail on, its administrator sets
        SMTP_URL and SMTP_FROM and restarts it. Your choices here apply from then on.
      </Alert>
    );
  }
  if (mail.failure === null) return null;
  return (
    <Alert tone="warning" title={`The latest e-mail could not be sent (${timeAgo(new Date(mail.failure.at), now)})`}>
      {mail.failure.error}
    </Alert>
  );
}

function ChoiceTable({ choices }: Pick<MailChoicesCardProps, "choices">) {
  return (
    <table className="w-full text-14">
      <thead>
        <tr className="text-left text-12 text-muted-foreground">
          <th scope="col" className="pb-2 font-medium">
            When
          </th>
          <th scope="col" className="w-16 pb-2 text-center font-medium">
            Bell
          </th>
          <th scope="col" className="w-16 pb-2 text-center font-medium">
            E-mail
          </th>
        </tr>
      </thead>
      <tbody className="divide-y border-t">
        {kindTexts.map(({ kind, label, hint }) => (
          <tr key={kind}>
            <th scope="row" className="py-3 pr-3 text-left font-normal">
              <span className="block font-medium">{label}</span>
              <span className="block text-13 leading-5 text-muted-foreground">{hint}</span>
            </th>
            <td className="text-center text-12 text-muted-foreground">Always</td>
            <td className="text-center">
              <MailSwitch kind={kind} label={label} initial={choices[kind]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Saves immediately, and switches back if that fails. */
function MailSwitch({ kind, label, initial }: { kind: NotificationKind; label: string; initial: boolean }) {
  const trpc = useTRPC();
  const [email, setEmail] = useState(initial);
  const choose = useMutation(trpc.notifications.chooseMail.mutationOptions());

  function change(wanted: boolean) {
    setEmail(wanted);
    choose.mutate(
      { kind, email: wanted },
      {
        onError: (error) => {
          setEmail(!wanted);
          toast.error(messageOf(error));
        },
      },
    );
  }

  return (
    <Switch
      aria-label={`E-mail: ${label}`}
      className="align-middle"
      checked={email}
      disabled={choose.isPending}
      onCheckedChange={change}
    />
  );
}

function TestMail() {
  const trpc = useTRPC();
  const test = useMutation(trpc.notifications.testMail.mutationOptions());
  return (
    <CardFooter className="flex-wrap">
      {test.error && (
        <Alert tone="danger" className="w-full">
          {messageOf(test.error)}
        </Alert>
      )}
      {test.data && (
        <output className="w-full">
          <Alert tone="success">A test mail is on its way to {test.data.to}.</Alert>
        </output>
      )}
      <Button variant="outline" size="sm" pending={test.isPending} onClick={() => test.mutate()}>
        Send me a test mail
      </Button>
    </CardFooter>
  );
}
