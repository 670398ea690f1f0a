"""The database triggers that count changes to content, and announce them.

They are statement triggers in the changing transaction itself: whatever commits
is counted, by any process, by bulk update or by hand in psql, and nothing else.
`migrate` installs them each time, so that a table which a new version of a
package brings is covered without a migration of ours.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connections

from cms.serving.content import BOOKKEEPING_COLUMNS, content_tables

CHANNEL = "content_changed"
NOTICE = "Public content changed; readers see it once this is committed."

# A statement that touches many rows counts without a look at each.
COMPARED_ROWS = 100

FUNCTION = f"""
CREATE OR REPLACE FUNCTION count_content_change() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    is_change boolean := true;
BEGIN
    -- Once for each transaction: a long import must not rewrite the row each time.
    -- The mark ends with the transaction, or with the savepoint that set it.
    IF current_setting('counsel.is_counted', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        is_change := EXISTS (SELECT FROM new_rows);
    ELSIF TG_OP = 'DELETE' THEN
        is_change := EXISTS (SELECT FROM old_rows);
    ELSIF TG_OP = 'UPDATE' THEN
        is_change := (
            SELECT count(*) FROM (SELECT FROM old_rows LIMIT {COMPARED_ROWS}) AS seen
        ) = {COMPARED_ROWS} OR EXISTS (
            SELECT to_jsonb(o) - TG_ARGV::text[] FROM old_rows o
            EXCEPT
            SELECT to_jsonb(n) - TG_ARGV::text[] FROM new_rows n
        );
    END IF;
    IF is_change THEN
        INSERT INTO serving_contentchanges AS mine (session, changes)
        VALUES (pg_backend_pid(), 1)
        ON CONFLICT (session) DO UPDATE SET changes = mine.changes + 1;
        PERFORM pg_notify('{CHANNEL}', '');
        PERFORM set_config('counsel.is_counted', 'yes', true);
        RAISE NOTICE '{NOTICE}' USING DETAIL = TG_OP || ' ' || TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$
"""  # noqa: S608 - constants

TRANSITIONS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
    "TRUNCATE": "",
}

INSTALLED = """
SELECT pg_class.relname, pg_trigger.tgname
FROM pg_trigger
JOIN pg_class ON pg_class.oid = pg_trigger.tgrelid
JOIN pg_proc ON pg_proc.oid = pg_trigger.tgfoid
WHERE pg_proc.proname = 'count_content_change'
AND pg_class.relnamespace = current_schema()::regnamespace
"""


def install(
    app_config: AppConfig | None = None, using: str = "default", **kwargs: Any
) -> None:
    """Give each table of content its triggers, and take them off all others."""
    connection = connections[using]
    wanted = {
        (table, f"count_content_{event.lower()}"): event
        for table in content_tables()
        for event in TRANSITIONS
    }
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if "serving_contentchanges" not in existing:  # migrated back to nothing
            return
        cursor.execute(FUNCTION)
        cursor.execute(INSTALLED)
        installed = {(table, name) for table, name in cursor.fetchall()}
        for table, name in installed - set(wanted):
            cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
        for table, name in sorted(set(wanted) - installed):
            if table in existing:
                cursor.execute(creation(table, name, wanted[table, name]))


def creation(table: str, name: str, event: str) -> str:
    """The statement that makes a trigger; updates ignore the bookkeeping columns."""
    columns = ", ".join(f"'{column}'" for column in BOOKKEEPING_COLUMNS)
    arguments = columns if event == "UPDATE" else ""
    return (
        f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" {TRANSITIONS[event]} '
        f"FOR EACH STATEMENT EXECUTE FUNCTION count_content_change({arguments})"
    )
