/** What a Slack error code means for the next try. */
export type ErrorClass =
  /** Slack asks to wait: known not done. */
  | 'later'
  /** Slack failed half-way: a write may have been done. */
  | 'in-doubt'
  /** The app is no longer installed, or its token no longer works. */
  | 'installation'
  /** This channel cannot be used any more, or not yet. */
  | 'channel'
  | 'scope'
  | 'person'
  /** A fault of ours: the same content is refused every time. */
  | 'payload'
  /** The message that was to be changed or answered is gone. */
  | 'target'
  /** The person was faster, slower or elsewhere: pressing again helps. */
  | 'modal'
  | 'quota';

/** The class of a code of Slack's; undefined for a code that we don't know. */
export const classOf = (code: string): ErrorClass | undefined => (Object.hasOwn(CODES, code) ? CODES[code] : undefined);

/**
 * What the owner of a failed piece of work should do, in plain words; which channel or person it is about says the
 * failure's subject. Codes have precedence over their class.
 */
export function adviceFor(code: string, scope: string | undefined): string {
  const known = classOf(code);
  const byCode = Object.hasOwn(ADVICE_BY_CODE, code) ? ADVICE_BY_CODE[code] : undefined;
  const text =
    byCode ?? (known === undefined ? `Slack answered "${code}", which Baton does not know.` : ADVICE_BY_CLASS[known]);
  return text.replaceAll('{scope}', scope ?? 'a permission');
}

const codes = (kind: ErrorClass, list: string): Record<string, ErrorClass> =>
  Object.fromEntries(
    list
      .trim()
      .split(/\s+/)
      .map((code) => [code, kind]),
  );

const CODES: Readonly<Record<string, ErrorClass>> = {
  ...codes(
    'later',
    'ratelimited rate_limited too_many_requests team_added_to_org org_login_required external_channel_migrating',
  ),
  // Slack on internal_error and fatal_error: "some aspect of the operation may have succeeded".
  ...codes('in-doubt', 'internal_error fatal_error update_failed service_unavailable request_timeout'),
  ...codes(
    'installation',
    `account_inactive invalid_auth token_revoked token_expired not_authed team_access_not_granted access_denied
     app_uninstalled user_removed_from_team team_disabled`,
  ),
  ...codes(
    'channel',
    `channel_not_found not_in_channel is_archived is_inactive restricted_action restricted_action_read_only_channel
     restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked
     channel_is_limited_access posting_to_channel_denied method_not_supported_for_channel_type team_not_found`,
  ),
  ...codes(
    'scope',
    `missing_scope no_permission not_allowed_token_type accesslimited ekm_access_denied enterprise_is_restricted
     plan_upgrade_required`,
  ),
  ...codes(
    'person',
    `user_not_found users_not_found user_disabled user_not_visible user_not_in_channel cannot_dm_bot
     messages_tab_disabled invalid_user_combination`,
  ),
  ...codes(
    'payload',
    `invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long no_text too_many_attachments
     markdown_text_conflict block_mismatch invalid_metadata_format invalid_metadata_schema metadata_must_be_sent_from_app
     metadata_too_large view_too_large invalid_arguments invalid_view`,
  ),
  ...codes(
    'target',
    `message_not_found cant_update_message edit_window_closed cant_delete_message thread_not_found
     cannot_reply_to_message file_deleted`,
  ),
  ...codes(
    'modal',
    `expired_trigger_id exchanged_trigger_id invalid_trigger_id hash_conflict not_found duplicate_external_id
     push_limit_reached not_enabled`,
  ),
  ...codes('quota', 'message_limit_exceeded restricted_too_many storage_limit_reached'),
};

const ADVICE_BY_CLASS: Readonly<Record<ErrorClass, string>> = {
  later: 'Slack asks Baton to wait; it goes on by itself.',
  'in-doubt': 'Slack failed half-way; Baton looks after it by itself.',
  installation: 'Baton is no longer installed in this workspace, or its token was revoked. Install the app again.',
  channel: 'Baton may not post in the channel. Invite Baton there, or choose another channel with /baton setup.',
  scope: 'Slack refused {scope}. Reinstall the app with the permissions of manifest.yml.',
  person: 'Slack cannot reach this person. Remove them from the team, or ask an admin of the workspace.',
  payload: 'Slack refused what Baton wrote. This is a fault of Baton: the log says where.',
  target: 'The message was deleted in Slack.',
  modal: 'The window was closed or had changed. Press again.',
  quota: 'The workspace has reached a limit of its Slack plan.',
};

const ADVICE_BY_CODE: Readonly<Record<string, string>> = {
  is_archived: 'The channel is archived. Choose another channel with /baton setup.',
  channel_not_found: 'Baton does not see the channel. Invite Baton there, or choose another channel with /baton setup.',
  not_in_channel: 'Baton is not in the channel. Invite it with /invite @Baton.',
  missing_scope: 'Slack refused because {scope} is missing. Reinstall the app with the permissions of manifest.yml.',
  user_disabled: 'This person is deactivated in Slack. Hand their work to someone else.',
  messages_tab_disabled: 'Direct messages to the app are turned off: turn on the Messages tab in its settings.',
  message_limit_exceeded: 'The workspace has reached the message limit of its free plan.',
};
