<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About Session Browser</source>
      <translation>Über Session Browser</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Lists, renames and repairs the sessions of Hermes WebUI and its forks.

It never deletes a session and never changes what was said in one. A rename changes the title and nothing else; a repair changes only the index, keeps a copy of the old one, and can be undone. It talks to nobody but the web UI's own server, on this machine; a page opens in your browser only when you ask for it. Passwords and keys of the web UI are never read.</source>
      <translation>Listet die Sitzungen von Hermes WebUI und seinen Abkömmlingen auf, benennt sie um und repariert ihren Index.

Es löscht nie eine Sitzung und ändert nie, was darin gesagt wurde. Umbenennen ändert den Titel und sonst nichts; eine Reparatur ändert nur den Index, bewahrt eine Kopie des alten auf und lässt sich rückgängig machen. Es spricht mit niemandem außer dem Server der Web-Oberfläche auf diesem Rechner; eine Seite öffnet sich im Browser nur, wenn Sie es verlangen. Passwörter und Schlüssel der Web-Oberfläche werden nie gelesen.</translation>
    </message>
    <message>
      <source>Session Browser {version}</source>
      <translation>Session Browser {version}</translation>
    </message>
  </context>
  <context>
    <name>Actions</name>
    <message>
      <source>&amp;About Session Browser</source>
      <translation>Ü&amp;ber Session Browser</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Find sessions</source>
      <translation>Sitzungen &amp;suchen</translation>
    </message>
    <message>
      <source>&amp;Forget these folders</source>
      <translation>Diese Ordner &amp;vergessen</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;Keyboard shortcuts…</source>
      <translation>&amp;Tastenkürzel …</translation>
    </message>
    <message>
      <source>&amp;Messages…</source>
      <translation>&amp;Meldungen …</translation>
    </message>
    <message>
      <source>&amp;Open folder…</source>
      <translation>Ordner ö&amp;ffnen …</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>&amp;Reader</source>
      <translation>&amp;Lesebereich</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>Wieder&amp;herstellen</translation>
    </message>
    <message>
      <source>&amp;Redo {edit}</source>
      <translation>Wieder&amp;herstellen: {edit}</translation>
    </message>
    <message>
      <source>&amp;Rename</source>
      <translation>&amp;Umbenennen</translation>
    </message>
    <message>
      <source>&amp;Save conversation as…</source>
      <translation>Unterhaltung &amp;speichern unter …</translation>
    </message>
    <message>
      <source>&amp;Session</source>
      <translation>&amp;Sitzung</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Rückgängig</translation>
    </message>
    <message>
      <source>&amp;Undo {edit}</source>
      <translation>&amp;Rückgängig: {edit}</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>As &amp;HTML</source>
      <translation>Als &amp;HTML</translation>
    </message>
    <message>
      <source>As &amp;Markdown</source>
      <translation>Als &amp;Markdown</translation>
    </message>
    <message>
      <source>As &amp;file (JSON)</source>
      <translation>Als &amp;Datei (JSON)</translation>
    </message>
    <message>
      <source>Check and &amp;repair index…</source>
      <translation>Index prüfen und &amp;reparieren …</translation>
    </message>
    <message>
      <source>Check the index and repair it (Ctrl+Shift+R)</source>
      <translation>Den Index prüfen und reparieren (Strg+Umschalt+R)</translation>
    </message>
    <message>
      <source>Clear filter or selection</source>
      <translation>Filter oder Auswahl aufheben</translation>
    </message>
    <message>
      <source>Copy &amp;conversation</source>
      <translation>U&amp;nterhaltung kopieren</translation>
    </message>
    <message>
      <source>Copy &amp;id</source>
      <translation>&amp;Kennung kopieren</translation>
    </message>
    <message>
      <source>Copy &amp;path</source>
      <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
      <source>Copy &amp;title</source>
      <translation>&amp;Titel kopieren</translation>
    </message>
    <message>
      <source>Go to the conversation</source>
      <translation>Zum Gespräch</translation>
    </message>
    <message>
      <source>M&amp;ask what looks like a secret</source>
      <translation>&amp;Verdecken, was wie ein Geheimnis aussieht</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Open &amp;recent</source>
      <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Open a sessions folder (Ctrl+O)</source>
      <translation>Einen Ordner mit Sitzungen öffnen (Strg+O)</translation>
    </message>
    <message>
      <source>Open in &amp;browser</source>
      <translation>Im &amp;Browser öffnen</translation>
    </message>
    <message>
      <source>Re&amp;fresh</source>
      <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
      <source>Read the list again (F5)</source>
      <translation>Die Liste neu einlesen (F5)</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>Aktualisieren</translation>
    </message>
    <message>
      <source>Repair index</source>
      <translation>Index reparieren</translation>
    </message>
    <message>
      <source>Repair index ({count})</source>
      <translation>Index reparieren ({count})</translation>
    </message>
    <message>
      <source>Sh&amp;ow file in its folder</source>
      <translation>Datei im Ordner &amp;zeigen</translation>
    </message>
    <message>
      <source>Show &amp;archived sessions</source>
      <translation>&amp;Archivierte Sitzungen zeigen</translation>
    </message>
    <message>
      <source>Show &amp;log</source>
      <translation>&amp;Protokoll zeigen</translation>
    </message>
  </context>
  <context>
    <name>App</name>
    <message>
      <source>Another Session Browser is running and does not answer. This is a window of its own.</source>
      <translation>Ein anderer Session Browser läuft und antwortet nicht. Dies ist ein eigenes Fenster.</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Reading the sessions…</source>
      <translation>Sitzungen werden gelesen …</translation>
    </message>
    <message>
      <source>Sessions</source>
      <translation>Sitzungen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
  </context>
  <context>
    <name>Appearance</name>
    <message>
      <source>&amp;Appearance</source>
      <translation>&amp;Farben</translation>
    </message>
    <message>
      <source>&amp;Compact</source>
      <translation>&amp;Kompakt</translation>
    </message>
    <message>
      <source>&amp;Dark</source>
      <translation>&amp;Dunkel</translation>
    </message>
    <message>
      <source>&amp;Larger</source>
      <translation>&amp;Größer</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>&amp;Hell</translation>
    </message>
    <message>
      <source>&amp;Rows</source>
      <translation>&amp;Zeilen</translation>
    </message>
    <message>
      <source>&amp;Smaller</source>
      <translation>&amp;Kleiner</translation>
    </message>
    <message>
      <source>&amp;Text size</source>
      <translation>&amp;Textgröße</translation>
    </message>
    <message>
      <source>&amp;Usual size</source>
      <translation>&amp;Normale Größe</translation>
    </message>
    <message>
      <source>As the &amp;system</source>
      <translation>Wie das &amp;System</translation>
    </message>
    <message>
      <source>Co&amp;mfortable</source>
      <translation>&amp;Bequem</translation>
    </message>
    <message>
      <source>{0} %</source>
      <translation>{0} %</translation>
    </message>
  </context>
  <context>
    <name>Banner</name>
    <message>
      <source>Warning</source>
      <translation>Warnung</translation>
    </message>
  </context>
  <context>
    <name>Cells</name>
    <message>
      <source>Archived.</source>
      <translation>Archiviert.</translation>
    </message>
    <message>
      <source>No row in the index: the web UI does not show it.</source>
      <translation>Kein Eintrag im Index: Die Web-Oberfläche zeigt sie nicht.</translation>
    </message>
    <message>
      <source>Snapshot: an older part of a longer conversation.</source>
      <translation>Zwischenstand: ein älterer Teil eines längeren Gesprächs.</translation>
    </message>
    <message>
      <source>This project is not in projects.json.</source>
      <translation>Dieses Projekt steht nicht in projects.json.</translation>
    </message>
    <message>
      <source>This title is being saved.</source>
      <translation>Dieser Titel wird gerade gespeichert.</translation>
    </message>
    <message>
      <source>archived</source>
      <translation>archiviert</translation>
    </message>
    <message>
      <source>cannot be read: {0}</source>
      <translation>nicht lesbar: {0}</translation>
    </message>
    <message>
      <source>found: {0}</source>
      <translation>gefunden: {0}</translation>
    </message>
    <message>
      <source>messages: {0}</source>
      <translation>Nachrichten: {0}</translation>
    </message>
    <message>
      <source>no project</source>
      <translation>kein Projekt</translation>
    </message>
    <message>
      <source>no row in the index</source>
      <translation>kein Eintrag im Index</translation>
    </message>
    <message>
      <source>not pinned</source>
      <translation>nicht angeheftet</translation>
    </message>
    <message>
      <source>pinned</source>
      <translation>angeheftet</translation>
    </message>
    <message>
      <source>row {0}</source>
      <translation>Zeile {0}</translation>
    </message>
    <message>
      <source>size: unknown</source>
      <translation>Größe: unbekannt</translation>
    </message>
    <message>
      <source>snapshot</source>
      <translation>Zwischenstand</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
    <message>
      <source>unknown project: {0}</source>
      <translation>unbekanntes Projekt: {0}</translation>
    </message>
    <message>
      <source>unsaved</source>
      <translation>nicht gespeichert</translation>
    </message>
    <message>
      <source>updated: {0}</source>
      <translation>geändert: {0}</translation>
    </message>
    <message>
      <source>{0} The file cannot be read ({1}), so its title cannot be changed.</source>
      <translation>{0} Die Datei ist nicht lesbar ({1}), deshalb lässt sich der Titel nicht ändern.</translation>
    </message>
    <message>
      <source>{0} bytes</source>
      <translation>{0} Bytes</translation>
    </message>
  </context>
  <context>
    <name>Closing</name>
    <message>
      <source>&amp;Go back</source>
      <translation>&amp;Zurück</translation>
    </message>
    <message>
      <source>&amp;Keep waiting</source>
      <translation>&amp;Weiter warten</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>&amp;Quit and lose them</source>
      <translation>&amp;Beenden und verwerfen</translation>
    </message>
    <message>
      <source>A conversation is still being saved as a file.</source>
      <translation>Eine Unterhaltung wird noch als Datei gespeichert.</translation>
    </message>
    <message>
      <source>Closing…</source>
      <translation>Wird geschlossen …</translation>
    </message>
    <message numerus="yes">
      <source>Saving %Ln changes before closing…</source>
      <translation>
        <numerusform>%Ln Änderung wird vor dem Schließen gespeichert …</numerusform>
        <numerusform>%Ln Änderungen werden vor dem Schließen gespeichert …</numerusform>
      </translation>
    </message>
    <message>
      <source>Saving 1 change before closing…</source>
      <translation>1 Änderung wird vor dem Schließen gespeichert …</translation>
    </message>
    <message>
      <source>The disk does not answer. Nothing that you typed is at risk.</source>
      <translation>Das Laufwerk antwortet nicht. Nichts, was Sie getippt haben, ist in Gefahr.</translation>
    </message>
    <message>
      <source>These titles are still being saved:</source>
      <translation>Diese Titel werden noch gespeichert:</translation>
    </message>
    <message>
      <source>These titles could not be saved:</source>
      <translation>Diese Titel konnten nicht gespeichert werden:</translation>
    </message>
    <message>
      <source>What is not saved when you quit is offered again at the next start.</source>
      <translation>Was beim Beenden nicht gespeichert ist, wird beim nächsten Start wieder angeboten.</translation>
    </message>
  </context>
  <context>
    <name>Columns</name>
    <message>
      <source>Messages</source>
      <translation>Nachrichten</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Pinned</source>
      <translation>Angeheftet</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projekt</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>Updated</source>
      <translation>Geändert</translation>
    </message>
    <message>
      <source>Workspace</source>
      <translation>Arbeitsordner</translation>
    </message>
  </context>
  <context>
    <name>ConversationView</name>
    <message>
      <source>Conversation</source>
      <translation>Gespräch</translation>
    </message>
  </context>
  <context>
    <name>Core</name>
    <message>
      <source>Another Session Browser is busy with {path}. Try again.</source>
      <translation>Ein anderer Session Browser arbeitet gerade in {path}. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>Another program is writing in this folder right now. Is the server running?</source>
      <translation>Ein anderes Programm schreibt gerade in diesen Ordner. Läuft der Server?</translation>
    </message>
    <message>
      <source>Could not back up the index as {file}: {why}. ({path})</source>
      <translation>Der Index ließ sich nicht als {file} sichern: {why}. ({path})</translation>
    </message>
    <message>
      <source>Could not list {file}: {why}. ({path})</source>
      <translation>{file} ließ sich nicht auflisten: {why}. ({path})</translation>
    </message>
    <message>
      <source>Could not lock {file}: {why}. ({path})</source>
      <translation>{file} ließ sich nicht sperren: {why}. ({path})</translation>
    </message>
    <message>
      <source>Could not look at {file}: {why}. ({path})</source>
      <translation>{file} ließ sich nicht ansehen: {why}. ({path})</translation>
    </message>
    <message>
      <source>Could not open {file}: {why}. ({path})</source>
      <translation>{file} ließ sich nicht öffnen: {why}. ({path})</translation>
    </message>
    <message>
      <source>Could not read the backup {file}: {why}. ({path})</source>
      <translation>Die Sicherung {file} ließ sich nicht lesen: {why}. ({path})</translation>
    </message>
    <message>
      <source>Could not read {file}: {why}. ({path})</source>
      <translation>{file} ließ sich nicht lesen: {why}. ({path})</translation>
    </message>
    <message>
      <source>Could not remove {file}: {why}. ({path})</source>
      <translation>{file} ließ sich nicht löschen: {why}. ({path})</translation>
    </message>
    <message>
      <source>Could not write {file}: {why}. ({path})</source>
      <translation>{file} ließ sich nicht schreiben: {why}. ({path})</translation>
    </message>
    <message>
      <source>It begins with a byte order mark, which the server does not take.</source>
      <translation>Sie beginnt mit einer Bytereihenfolge-Marke, die der Server nicht annimmt.</translation>
    </message>
    <message>
      <source>Its messages are no list.</source>
      <translation>Ihre Nachrichten sind keine Liste.</translation>
    </message>
    <message>
      <source>Not everything can be read: {why}. What is whole is shown.</source>
      <translation>Nicht alles ist lesbar: {why}. Was heil ist, wird gezeigt.</translation>
    </message>
    <message>
      <source>Not renamed: the web UI's server at {address} {what}. ({path})</source>
      <translation>Nicht umbenannt: Der Server der Web-Oberfläche unter {address} {what}. ({path})</translation>
    </message>
    <message>
      <source>Only the first {number} letters count.</source>
      <translation>Nur die ersten {number} Zeichen zählen.</translation>
    </message>
    <message>
      <source>Only the first {number} things to look for count.</source>
      <translation>Nur die ersten {number} Suchbegriffe zählen.</translation>
    </message>
    <message>
      <source>Renamed in the file only, which may not last: the web UI's server at {address} {what}. ({path})</source>
      <translation>Nur in der Datei umbenannt, was vielleicht nicht hält: Der Server der Web-Oberfläche unter {address} {what}. ({path})</translation>
    </message>
    <message>
      <source>Some of its bytes are no text; they are shown as �.</source>
      <translation>Einige ihrer Bytes sind kein Text; sie werden als � gezeigt.</translation>
    </message>
    <message>
      <source>The folder {file} is empty, and not the one that was opened. Is it still mounted? ({path})</source>
      <translation>Der Ordner {file} ist leer und nicht der, der geöffnet wurde. Ist er noch eingehängt? ({path})</translation>
    </message>
    <message>
      <source>The folder {file} is no longer there. ({path})</source>
      <translation>Der Ordner {file} ist nicht mehr da. ({path})</translation>
    </message>
    <message>
      <source>The index has {number} rows, but the folder has no readable session.</source>
      <translation>Der Index hat {number} Einträge, aber der Ordner keine lesbare Sitzung.</translation>
    </message>
    <message>
      <source>The repair was not undone: another program has written the index since.</source>
      <translation>Die Reparatur wurde nicht rückgängig gemacht: Ein anderes Programm hat seither den Index geschrieben.</translation>
    </message>
    <message>
      <source>The repaired index did not read back as it should; nothing was changed.</source>
      <translation>Der reparierte Index ließ sich nicht so zurücklesen, wie er sollte; nichts wurde geändert.</translation>
    </message>
    <message>
      <source>The search catalogue is not kept: {why}. Each search reads every file. ({path})</source>
      <translation>Der Suchkatalog wird nicht aufbewahrt: {why}. Jede Suche liest alle Dateien. ({path})</translation>
    </message>
    <message>
      <source>The search catalogue was damaged and is built anew.</source>
      <translation>Der Suchkatalog war beschädigt und wird neu aufgebaut.</translation>
    </message>
    <message>
      <source>The server at {address} is writing answers right now.</source>
      <translation>Der Server unter {address} schreibt gerade Antworten.</translation>
    </message>
    <message>
      <source>The title in {file} was changed since. ({path})</source>
      <translation>Der Titel in {file} wurde seither geändert. ({path})</translation>
    </message>
    <message>
      <source>The work ended unexpectedly. No file is left half written; check again.</source>
      <translation>Die Arbeit endete unerwartet. Keine Datei ist halb geschrieben; prüfen Sie noch einmal.</translation>
    </message>
    <message>
      <source>There is no folder {path} to write into.</source>
      <translation>Es gibt keinen Ordner {path}, in den geschrieben werden könnte.</translation>
    </message>
    <message>
      <source>There is no folder {path}.</source>
      <translation>Es gibt keinen Ordner {path}.</translation>
    </message>
    <message>
      <source>There is no session {id}. ({path})</source>
      <translation>Es gibt keine Sitzung {id}. ({path})</translation>
    </message>
    <message>
      <source>This is over {number} MB, too much for the clipboard. Save it as a file.</source>
      <translation>Das sind über {number} MB, zu viel für die Zwischenablage. Speichern Sie es als Datei.</translation>
    </message>
    <message>
      <source>This quotation mark has no other one.</source>
      <translation>Zu diesem Anführungszeichen fehlt das zweite.</translation>
    </message>
    <message>
      <source>This repair can no longer be undone: it is not the last one.</source>
      <translation>Diese Reparatur lässt sich nicht mehr rückgängig machen: Sie ist nicht die letzte.</translation>
    </message>
    <message>
      <source>a row has no session_id</source>
      <translation>ein Eintrag hat keine session_id</translation>
    </message>
    <message>
      <source>a row of it has an id that no session can have</source>
      <translation>einer seiner Einträge hat eine unmögliche Kennung</translation>
    </message>
    <message>
      <source>a row of it is damaged: {why}</source>
      <translation>einer seiner Einträge ist beschädigt: {why}</translation>
    </message>
    <message>
      <source>another program is busy with it</source>
      <translation>ein anderes Programm arbeitet gerade damit</translation>
    </message>
    <message>
      <source>broke off without an answer</source>
      <translation>brach ohne Antwort ab</translation>
    </message>
    <message>
      <source>cannot be reached</source>
      <translation>ist nicht zu erreichen</translation>
    </message>
    <message>
      <source>could not do it</source>
      <translation>konnte es nicht</translation>
    </message>
    <message>
      <source>did not</source>
      <translation>tat es nicht</translation>
    </message>
    <message>
      <source>does not allow it: the session may only be read, or the server does not trust us</source>
      <translation>erlaubt es nicht: Die Sitzung darf nur gelesen werden, oder der Server traut uns nicht</translation>
    </message>
    <message>
      <source>does not answer</source>
      <translation>antwortet nicht</translation>
    </message>
    <message>
      <source>does not know this session: it may belong to another profile, the server may serve another folder, or not take ids of this kind</source>
      <translation>kennt diese Sitzung nicht: Sie gehört vielleicht zu einem anderen Profil, der Server bedient einen anderen Ordner oder nimmt solche Kennungen nicht an</translation>
    </message>
    <message>
      <source>edits go through the server at {address}</source>
      <translation>Änderungen gehen über den Server unter {address}</translation>
    </message>
    <message>
      <source>edits go to the files</source>
      <translation>Änderungen gehen in die Dateien</translation>
    </message>
    <message>
      <source>edits go to the files; the server at {address} serves another folder</source>
      <translation>Änderungen gehen in die Dateien; der Server unter {address} bedient einen anderen Ordner</translation>
    </message>
    <message>
      <source>edits wait: the server at {address} wants a password</source>
      <translation>Änderungen warten: Der Server unter {address} verlangt ein Passwort</translation>
    </message>
    <message>
      <source>edits wait: {address} {what}</source>
      <translation>Änderungen warten: {address} {what}</translation>
    </message>
    <message>
      <source>ended in the middle of saving. The file has been put back as it was</source>
      <translation>endete mitten im Speichern. Die Datei ist wieder, wie sie war</translation>
    </message>
    <message>
      <source>has a certificate that is not to be trusted</source>
      <translation>hat ein Zertifikat, dem nicht zu trauen ist</translation>
    </message>
    <message>
      <source>has had too many requests; wait a minute</source>
      <translation>bekam zu viele Anfragen; warten Sie eine Minute</translation>
    </message>
    <message>
      <source>has not answered for {number} seconds and may still do it later</source>
      <translation>hat {number} Sekunden lang nicht geantwortet und tut es vielleicht noch</translation>
    </message>
    <message>
      <source>is busy with this session, or counts it to another profile</source>
      <translation>ist mit dieser Sitzung beschäftigt oder zählt sie zu einem anderen Profil</translation>
    </message>
    <message>
      <source>is gone</source>
      <translation>ist weg</translation>
    </message>
    <message>
      <source>is too busy</source>
      <translation>ist zu beschäftigt</translation>
    </message>
    <message>
      <source>it begins with a byte order mark, which the server does not take</source>
      <translation>beginnt mit einer Bytereihenfolge-Marke, die der Server nicht annimmt</translation>
    </message>
    <message>
      <source>it cannot be written</source>
      <translation>er lässt sich nicht schreiben</translation>
    </message>
    <message>
      <source>it has no fields</source>
      <translation>ohne Felder</translation>
    </message>
    <message>
      <source>it has no session_id</source>
      <translation>ohne session_id</translation>
    </message>
    <message>
      <source>it has {number} bytes, more than can be opened</source>
      <translation>hat {number} Bytes, mehr als sich öffnen lassen</translation>
    </message>
    <message>
      <source>it holds nothing but blanks</source>
      <translation>enthält nur Leerzeichen</translation>
    </message>
    <message>
      <source>it is a folder</source>
      <translation>ein Ordner</translation>
    </message>
    <message>
      <source>it is a link</source>
      <translation>eine Verknüpfung</translation>
    </message>
    <message>
      <source>it is a link, and links are not followed</source>
      <translation>eine Verknüpfung, und Verknüpfungen wird nicht gefolgt</translation>
    </message>
    <message>
      <source>it is cut off at byte {number}</source>
      <translation>abgeschnitten bei Byte {number}</translation>
    </message>
    <message>
      <source>it is damaged</source>
      <translation>beschädigt</translation>
    </message>
    <message>
      <source>it is damaged at byte {number}</source>
      <translation>beschädigt bei Byte {number}</translation>
    </message>
    <message>
      <source>it is damaged or cut off</source>
      <translation>beschädigt oder abgeschnitten</translation>
    </message>
    <message>
      <source>it is empty</source>
      <translation>leer</translation>
    </message>
    <message>
      <source>it is nested too deeply</source>
      <translation>zu tief verschachtelt</translation>
    </message>
    <message>
      <source>it is nested too deeply at byte {number}</source>
      <translation>zu tief verschachtelt bei Byte {number}</translation>
    </message>
    <message>
      <source>it is no longer there</source>
      <translation>nicht mehr da</translation>
    </message>
    <message>
      <source>it is not UTF-8 text</source>
      <translation>kein UTF-8-Text</translation>
    </message>
    <message>
      <source>it is not UTF-8 text (byte {number})</source>
      <translation>kein UTF-8-Text (Byte {number})</translation>
    </message>
    <message>
      <source>it is not a JSON object</source>
      <translation>kein JSON-Objekt</translation>
    </message>
    <message>
      <source>it is not a list</source>
      <translation>keine Liste</translation>
    </message>
    <message>
      <source>it is not a regular file</source>
      <translation>keine gewöhnliche Datei</translation>
    </message>
    <message>
      <source>it says its session_id is {id}</source>
      <translation>nennt sich selbst {id}</translation>
    </message>
    <message>
      <source>its file is not there</source>
      <translation>ihre Datei ist nicht da</translation>
    </message>
    <message>
      <source>its folder is no longer there</source>
      <translation>ihr Ordner ist nicht mehr da</translation>
    </message>
    <message>
      <source>its messages hold what Python cannot read</source>
      <translation>die Nachrichten enthalten, was Python nicht lesen kann</translation>
    </message>
    <message>
      <source>its name cannot be the id of a session</source>
      <translation>ihr Name kann nicht die Kennung einer Sitzung sein</translation>
    </message>
    <message>
      <source>its name is too long</source>
      <translation>ihr Name ist zu lang</translation>
    </message>
    <message>
      <source>left by another program; it may hold the only copy of a last turn</source>
      <translation>von einem anderen Programm hinterlassen; vielleicht die einzige Kopie eines letzten Beitrags</translation>
    </message>
    <message>
      <source>only its first {number} messages are read</source>
      <translation>nur die ersten {number} Nachrichten werden gelesen</translation>
    </message>
    <message>
      <source>permission was denied</source>
      <translation>die Berechtigung fehlt</translation>
    </message>
    <message>
      <source>says it has saved it, but the file says not</source>
      <translation>sagt, er habe es gespeichert, aber die Datei sagt Nein</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>das Laufwerk ist voll</translation>
    </message>
    <message>
      <source>the disk is read-only</source>
      <translation>das Laufwerk ist schreibgeschützt</translation>
    </message>
    <message>
      <source>the disk quota is used up</source>
      <translation>der zugeteilte Platz ist verbraucht</translation>
    </message>
    <message>
      <source>the disk reported an input/output error</source>
      <translation>das Laufwerk meldete einen Ein-/Ausgabefehler</translation>
    </message>
    <message>
      <source>the file with this id is named {id}.json</source>
      <translation>die Datei mit dieser Kennung heißt {id}.json</translation>
    </message>
    <message>
      <source>the index has no row for it</source>
      <translation>der Index hat keinen Eintrag dafür</translation>
    </message>
    <message>
      <source>the old title “{title}”</source>
      <translation>den alten Titel „{title}“</translation>
    </message>
    <message>
      <source>the old, empty title</source>
      <translation>den alten, leeren Titel</translation>
    </message>
    <message>
      <source>the operation is not permitted</source>
      <translation>der Vorgang ist nicht erlaubt</translation>
    </message>
    <message>
      <source>there is more behind its end</source>
      <translation>nach ihrem Ende kommt noch etwas</translation>
    </message>
    <message>
      <source>there is none</source>
      <translation>es gibt keinen</translation>
    </message>
    <message>
      <source>too many files are open</source>
      <translation>zu viele Dateien sind offen</translation>
    </message>
    <message>
      <source>took it for a mistake</source>
      <translation>hielt es für einen Fehler</translation>
    </message>
    <message>
      <source>wants a password, which this program does not have</source>
      <translation>verlangt ein Passwort, das dieses Programm nicht hat</translation>
    </message>
    <message>
      <source>would change the title “{title}”</source>
      <translation>würde den Titel „{title}“ verändern</translation>
    </message>
    <message>
      <source>would not keep {what} as it was</source>
      <translation>würde {what} nicht lassen, wie er war</translation>
    </message>
    <message>
      <source>{file} belongs to another user, and saving would take it away from them. ({path})</source>
      <translation>{file} gehört jemand anderem, und Speichern würde sie ihm wegnehmen. ({path})</translation>
    </message>
    <message>
      <source>{file} cannot be read: {why}. ({path})</source>
      <translation>{file} ist nicht lesbar: {why}. ({path})</translation>
    </message>
    <message>
      <source>{file} has just been made by another program. ({path})</source>
      <translation>{file} wurde gerade von einem anderen Programm angelegt. ({path})</translation>
    </message>
    <message>
      <source>{file} has {count} messages, and saving {fewer} would lose the rest. ({path})</source>
      <translation>{file} hat {count} Nachrichten; {fewer} zu speichern würde die übrigen verlieren. ({path})</translation>
    </message>
    <message>
      <source>{file} holds what is no JSON to be saved. ({path})</source>
      <translation>{file} enthält, was kein JSON ist, und lässt sich nicht speichern. ({path})</translation>
    </message>
    <message>
      <source>{file} is already there and was left alone. ({path})</source>
      <translation>{file} gibt es schon und wurde nicht angerührt. ({path})</translation>
    </message>
    <message>
      <source>{file} is nested too deeply to be saved. ({path})</source>
      <translation>{file} ist zu tief verschachtelt, um gespeichert zu werden. ({path})</translation>
    </message>
    <message>
      <source>{file} is no longer there. ({path})</source>
      <translation>{file} ist nicht mehr da. ({path})</translation>
    </message>
    <message>
      <source>{file} is not a file that can be replaced. ({path})</source>
      <translation>{file} ist keine Datei, die ersetzt werden kann. ({path})</translation>
    </message>
    <message>
      <source>{file} vanished while it was saved. ({path})</source>
      <translation>{file} verschwand während des Speicherns. ({path})</translation>
    </message>
    <message>
      <source>{file} was changed by another program since it was read. ({path})</source>
      <translation>{file} wurde seit dem Lesen von einem anderen Programm geändert. ({path})</translation>
    </message>
    <message>
      <source>{file} was changed by another program. ({path})</source>
      <translation>{file} wurde von einem anderen Programm geändert. ({path})</translation>
    </message>
    <message>
      <source>{file} was given the title “{title}” by another program at the same moment. ({path})</source>
      <translation>{file} bekam im selben Augenblick von einem anderen Programm den Titel „{title}“. ({path})</translation>
    </message>
    <message>
      <source>{file} was not written: that is the sessions folder itself. ({path})</source>
      <translation>{file} wurde nicht geschrieben: Das ist der Ordner der Sitzungen selbst. ({path})</translation>
    </message>
    <message>
      <source>{number} of {total} rows have no file. Is the folder mounted?</source>
      <translation>{number} von {total} Einträgen haben keine Datei. Ist der Ordner eingehängt?</translation>
    </message>
    <message>
      <source>{number} rows have this id</source>
      <translation>{number} Einträge haben diese Kennung</translation>
    </message>
    <message>
      <source>{what} ({number})</source>
      <translation>{what} ({number})</translation>
    </message>
    <message>
      <source>{what} ({number}: “{quote}”)</source>
      <translation>{what} ({number}: „{quote}“)</translation>
    </message>
    <message>
      <source>“{address}” is not the address of a server.</source>
      <translation>„{address}“ ist nicht die Adresse eines Servers.</translation>
    </message>
    <message>
      <source>“{id}” cannot be the id of a session.</source>
      <translation>„{id}“ kann nicht die Kennung einer Sitzung sein.</translation>
    </message>
    <message>
      <source>“{key}:” is looked for as a word. Was “{other}:” meant?</source>
      <translation>„{key}:“ wird als Wort gesucht. War „{other}:“ gemeint?</translation>
    </message>
    <message>
      <source>“{key}:” knows {names}.</source>
      <translation>„{key}:“ kennt {names}.</translation>
    </message>
    <message>
      <source>“{key}:” takes a date or an age, as in {example} or 7d.</source>
      <translation>„{key}:“ verlangt ein Datum oder ein Alter, zum Beispiel {example} oder 7d.</translation>
    </message>
    <message>
      <source>“{key}:” takes a number, as in {example}.</source>
      <translation>„{key}:“ verlangt eine Zahl, zum Beispiel {example}.</translation>
    </message>
  </context>
  <context>
    <name>Desktop</name>
    <message>
      <source>No file manager could be started. The file is {path}</source>
      <translation>Es ließ sich keine Dateiverwaltung starten. Die Datei ist {path}</translation>
    </message>
    <message>
      <source>No program was found that opens it. The file is {path}</source>
      <translation>Es wurde kein Programm gefunden, das sie öffnet. Die Datei ist {path}</translation>
    </message>
    <message>
      <source>No web browser could be started. The address is {address}</source>
      <translation>Es ließ sich kein Browser starten. Die Adresse ist {address}</translation>
    </message>
  </context>
  <context>
    <name>DetailsPane</name>
    <message>
      <source>Created</source>
      <translation>Angelegt</translation>
    </message>
    <message>
      <source>Details of the session</source>
      <translation>Einzelheiten der Sitzung</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>First prompt</source>
      <translation>Erste Eingabe</translation>
    </message>
    <message>
      <source>Id</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>Nachrichten</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Other fields of the file</source>
      <translation>Weitere Felder der Datei</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projekt</translation>
    </message>
    <message>
      <source>Select a session to see its details.</source>
      <translation>Wählen Sie eine Sitzung, um ihre Einzelheiten zu sehen.</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Updated</source>
      <translation>Geändert</translation>
    </message>
    <message>
      <source>Workspace</source>
      <translation>Arbeitsordner</translation>
    </message>
    <message>
      <source>archived</source>
      <translation>archiviert</translation>
    </message>
    <message>
      <source>no row in the index</source>
      <translation>kein Eintrag im Index</translation>
    </message>
    <message>
      <source>pinned</source>
      <translation>angeheftet</translation>
    </message>
    <message>
      <source>snapshot of a longer conversation</source>
      <translation>Zwischenstand eines längeren Gesprächs</translation>
    </message>
  </context>
  <context>
    <name>Edits</name>
    <message>
      <source>Rename “{0}”</source>
      <translation>„{0}“ umbenennen</translation>
    </message>
    <message>
      <source>The program made a mistake ({0}: {1}).</source>
      <translation>Das Programm hat einen Fehler gemacht ({0}: {1}).</translation>
    </message>
  </context>
  <context>
    <name>EmptyState</name>
    <message>
      <source>&amp;Choose a folder…</source>
      <translation>&amp;Ordner wählen …</translation>
    </message>
    <message>
      <source>&amp;Clear filter</source>
      <translation>&amp;Filter aufheben</translation>
    </message>
    <message>
      <source>&amp;Look again</source>
      <translation>&amp;Noch einmal nachsehen</translation>
    </message>
    <message>
      <source>&amp;Retry</source>
      <translation>&amp;Wiederholen</translation>
    </message>
    <message numerus="yes">
      <source>Archived sessions (%Ln) are not shown.</source>
      <translation>
        <numerusform>Eine archivierte Sitzung (%Ln) wird nicht gezeigt.</numerusform>
        <numerusform>Archivierte Sitzungen (%Ln) werden nicht gezeigt.</numerusform>
      </translation>
    </message>
    <message>
      <source>Every session here is archived</source>
      <translation>Alle Sitzungen hier sind archiviert</translation>
    </message>
    <message>
      <source>No session matches “{text}”</source>
      <translation>Keine Sitzung passt zu „{text}“</translation>
    </message>
    <message>
      <source>No sessions folder was found</source>
      <translation>Es wurde kein Ordner mit Sitzungen gefunden</translation>
    </message>
    <message>
      <source>Open the sa&amp;mple</source>
      <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
      <source>Show &amp;archived</source>
      <translation>&amp;Archivierte zeigen</translation>
    </message>
    <message>
      <source>The sessions could not be read</source>
      <translation>Die Sitzungen konnten nicht gelesen werden</translation>
    </message>
    <message>
      <source>There are no sessions in this folder</source>
      <translation>In diesem Ordner sind keine Sitzungen</translation>
    </message>
    <message>
      <source>These places were tried:
{places}</source>
      <translation>An diesen Stellen wurde gesucht:
{places}</translation>
    </message>
    <message>
      <source>Titles, ids, models, workspaces and projects were looked at.</source>
      <translation>Gesucht wurde in Titeln, Kennungen, Modellen, Arbeitsordnern und Projekten.</translation>
    </message>
    <message>
      <source>{folder}
New sessions appear here by themselves.</source>
      <translation>{folder}
Neue Sitzungen erscheinen hier von selbst.</translation>
    </message>
  </context>
  <context>
    <name>Export</name>
    <message>
      <source>Assistant</source>
      <translation>Assistent</translation>
    </message>
    <message>
      <source>Attachment</source>
      <translation>Anhang</translation>
    </message>
    <message>
      <source>Cost</source>
      <translation>Kosten</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>Angelegt</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>Image</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>Nachrichten</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Only the beginning is in the file:</source>
      <translation>Nur der Anfang steht in der Datei:</translation>
    </message>
    <message>
      <source>Reasoning</source>
      <translation>Überlegung</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Session</source>
      <translation>Sitzung</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>Tokens in</source>
      <translation>Tokens hinein</translation>
    </message>
    <message>
      <source>Tokens out</source>
      <translation>Tokens heraus</translation>
    </message>
    <message>
      <source>Tool</source>
      <translation>Werkzeug</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>Unbekannt</translation>
    </message>
    <message>
      <source>Updated</source>
      <translation>Geändert</translation>
    </message>
    <message>
      <source>User</source>
      <translation>Benutzer</translation>
    </message>
    <message>
      <source>Workspace</source>
      <translation>Arbeitsordner</translation>
    </message>
    <message>
      <source>beginning</source>
      <translation>Anfang</translation>
    </message>
    <message>
      <source>error</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>not finished</source>
      <translation>nicht beendet</translation>
    </message>
    <message>
      <source>summary of older messages</source>
      <translation>Zusammenfassung älterer Nachrichten</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
    <message>
      <source>unnamed</source>
      <translation>ohne Namen</translation>
    </message>
    <message>
      <source>{number} bytes</source>
      <translation>{number} Bytes</translation>
    </message>
    <message>
      <source>{number} s</source>
      <translation>{number} s</translation>
    </message>
    <message>
      <source>{number} tokens in</source>
      <translation>{number} Tokens hinein</translation>
    </message>
    <message>
      <source>{number} tokens out</source>
      <translation>{number} Tokens heraus</translation>
    </message>
  </context>
  <context>
    <name>ExportProgress</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cancel the export</source>
      <translation>Den Export abbrechen</translation>
    </message>
    <message>
      <source>Cancel the export (Esc)</source>
      <translation>Den Export abbrechen (Esc)</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Export</translation>
    </message>
  </context>
  <context>
    <name>Exporting</name>
    <message>
      <source>&amp;Replace</source>
      <translation>&amp;Ersetzen</translation>
    </message>
    <message>
      <source>&amp;Retry</source>
      <translation>&amp;Wiederholen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Abgebrochen</translation>
    </message>
    <message>
      <source>Copied as HTML</source>
      <translation>Als HTML kopiert</translation>
    </message>
    <message>
      <source>Copied as Markdown</source>
      <translation>Als Markdown kopiert</translation>
    </message>
    <message>
      <source>Copied as file</source>
      <translation>Als Datei kopiert</translation>
    </message>
    <message>
      <source>Copying the conversation</source>
      <translation>Die Unterhaltung wird kopiert</translation>
    </message>
    <message>
      <source>Reading the conversation</source>
      <translation>Die Unterhaltung wird gelesen</translation>
    </message>
    <message>
      <source>Save as &amp;file…</source>
      <translation>Als &amp;Datei speichern …</translation>
    </message>
    <message>
      <source>Save conversation</source>
      <translation>Unterhaltung speichern</translation>
    </message>
    <message>
      <source>Saving conversation {number} of {count}</source>
      <translation>Unterhaltung {number} von {count} wird gespeichert</translation>
    </message>
    <message>
      <source>Saving the conversation</source>
      <translation>Die Unterhaltung wird gespeichert</translation>
    </message>
    <message>
      <source>Saving the conversation before closing…</source>
      <translation>Die Unterhaltung wird vor dem Schließen gespeichert …</translation>
    </message>
    <message>
      <source>Sho&amp;w</source>
      <translation>&amp;Zeigen</translation>
    </message>
    <message>
      <source>{number} of {count} conversations are saved in {folder}.</source>
      <translation>{number} von {count} Unterhaltungen sind in {folder} gespeichert.</translation>
    </message>
    <message>
      <source>{work}: {done} %</source>
      <translation>{work}: {done} %</translation>
    </message>
    <message>
      <source>“{name}” is already in {folder}. Replace it?</source>
      <translation>„{name}“ gibt es schon in {folder}. Ersetzen?</translation>
    </message>
    <message>
      <source>“{name}” is saved.</source>
      <translation>„{name}“ ist gespeichert.</translation>
    </message>
  </context>
  <context>
    <name>FilterBar</name>
    <message>
      <source>Clear the filter</source>
      <translation>Den Filter leeren</translation>
    </message>
    <message>
      <source>Filters and saved searches</source>
      <translation>Filter und gespeicherte Suchen</translation>
    </message>
    <message>
      <source>Search sessions</source>
      <translation>Sitzungen durchsuchen</translation>
    </message>
    <message>
      <source>Show archived ({0})</source>
      <translation>Archivierte ({0}) zeigen</translation>
    </message>
    <message>
      <source>Words of titles and messages, in any order, or filters: model:opus (Ctrl+F)</source>
      <translation>Wörter aus Titeln und Nachrichten, in beliebiger Reihenfolge, oder Filter: model:opus (Strg+F)</translation>
    </message>
  </context>
  <context>
    <name>FilterMenu</name>
    <message>
      <source>&amp;Age</source>
      <translation>&amp;Alter</translation>
    </message>
    <message>
      <source>&amp;Contains</source>
      <translation>&amp;Enthält</translation>
    </message>
    <message>
      <source>&amp;Model</source>
      <translation>&amp;Modell</translation>
    </message>
    <message>
      <source>&amp;Pause reading for the search</source>
      <translation>Lesen für die Suche &amp;anhalten</translation>
    </message>
    <message>
      <source>&amp;Project</source>
      <translation>&amp;Projekt</translation>
    </message>
    <message>
      <source>&amp;State</source>
      <translation>&amp;Zustand</translation>
    </message>
    <message>
      <source>&amp;Workspace</source>
      <translation>A&amp;rbeitsbereich</translation>
    </message>
    <message>
      <source>Archived</source>
      <translation>Archiviert</translation>
    </message>
    <message>
      <source>Errors</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Filters and saved searches</source>
      <translation>Filter und gespeicherte Suchen</translation>
    </message>
    <message>
      <source>Images</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <source>Last 30 days</source>
      <translation>Letzte 30 Tage</translation>
    </message>
    <message>
      <source>Last 7 days</source>
      <translation>Letzte 7 Tage</translation>
    </message>
    <message>
      <source>Older than 30 days</source>
      <translation>Älter als 30 Tage</translation>
    </message>
    <message>
      <source>Older than a year</source>
      <translation>Älter als ein Jahr</translation>
    </message>
    <message>
      <source>P&amp;rofile</source>
      <translation>Pr&amp;ofil</translation>
    </message>
    <message>
      <source>Pinned</source>
      <translation>Angeheftet</translation>
    </message>
    <message>
      <source>Re&amp;name</source>
      <translation>&amp;Umbenennen</translation>
    </message>
    <message>
      <source>Rem&amp;ove</source>
      <translation>Ent&amp;fernen</translation>
    </message>
    <message>
      <source>Sa&amp;ve this search…</source>
      <translation>Diese Suche &amp;speichern …</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message>
      <source>Tools</source>
      <translation>Werkzeuge</translation>
    </message>
    <message>
      <source>Unreadable</source>
      <translation>Nicht lesbar</translation>
    </message>
    <message>
      <source>Untitled</source>
      <translation>Ohne Titel</translation>
    </message>
    <message>
      <source>Without a row in the index</source>
      <translation>Ohne Zeile im Index</translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message>
      <source>Close (Esc)</source>
      <translation>Schließen (Esc)</translation>
    </message>
    <message>
      <source>Find in the conversation</source>
      <translation>Im Gespräch suchen</translation>
    </message>
    <message>
      <source>Next place (F3)</source>
      <translation>Nächste Stelle (F3)</translation>
    </message>
    <message>
      <source>Previous place (Shift+F3)</source>
      <translation>Vorige Stelle (Umschalt+F3)</translation>
    </message>
    <message>
      <source>Where the text was found</source>
      <translation>Wo der Text gefunden wurde</translation>
    </message>
    <message>
      <source>not found</source>
      <translation>nicht gefunden</translation>
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation>{0} von {1}</translation>
    </message>
  </context>
  <context>
    <name>FindingTable</name>
    <message>
      <source>&amp;Open folder</source>
      <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>No file manager could be started. The folder is {path}</source>
      <translation>Es ließ sich keine Dateiverwaltung starten. Der Ordner ist {path}</translation>
    </message>
    <message>
      <source>Show &amp;file</source>
      <translation>&amp;Datei zeigen</translation>
    </message>
  </context>
  <context>
    <name>FirstStart</name>
    <message>
      <source>Session Browser never deletes a session and never changes what was said in one. It leaves nothing of its own in a sessions folder, reads no passwords or keys, and talks to nobody but the web UI’s own server, on this machine.</source>
      <translation>Session Browser löscht nie eine Sitzung und ändert nie, was in einer gesagt wurde. Er hinterlässt nichts Eigenes in einem Ordner mit Sitzungen, liest keine Passwörter oder Schlüssel und spricht mit niemandem außer dem Server der Web-Oberfläche auf diesem Rechner.</translation>
    </message>
    <message>
      <source>The sample could not be made: {reason}.</source>
      <translation>Das Beispiel konnte nicht angelegt werden: {reason}.</translation>
    </message>
  </context>
  <context>
    <name>FolderDialog</name>
    <message>
      <source>Open a sessions folder</source>
      <translation>Einen Sitzungsordner öffnen</translation>
    </message>
  </context>
  <context>
    <name>FolderStatus</name>
    <message>
      <source>&amp;Retry</source>
      <translation>&amp;Wiederholen</translation>
    </message>
    <message>
      <source>The folder used last, {last}, is not there.</source>
      <translation>Der zuletzt benutzte Ordner {last} ist nicht da.</translation>
    </message>
    <message>
      <source>The folder used last, {last}, is not there. This is {found}.</source>
      <translation>Der zuletzt benutzte Ordner {last} ist nicht da. Dies ist {found}.</translation>
    </message>
    <message>
      <source>{reason} The list shows what was last seen.</source>
      <translation>{reason} Die Liste zeigt den letzten bekannten Stand.</translation>
    </message>
  </context>
  <context>
    <name>HintLine</name>
    <message>
      <source>Hint about the search</source>
      <translation>Hinweis zur Suche</translation>
    </message>
  </context>
  <context>
    <name>Leftovers</name>
    <message>
      <source>It did not get to the disk. The session is no longer there.</source>
      <translation>Er kam nicht bis auf das Laufwerk. Die Sitzung gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>It did not get to the disk. The title is “{title}” now.</source>
      <translation>Er kam nicht bis auf das Laufwerk. Der Titel lautet jetzt „{title}“.</translation>
    </message>
  </context>
  <context>
    <name>LosingQuestion</name>
    <message numerus="yes">
      <source>and %Ln more</source>
      <translation>
        <numerusform>und %Ln weiterer</numerusform>
        <numerusform>und %Ln weitere</numerusform>
      </translation>
    </message>
    <message>
      <source>“{title}”</source>
      <translation>„{title}“</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Menus</source>
      <translation>Menüs</translation>
    </message>
  </context>
  <context>
    <name>MessageBar</name>
    <message numerus="yes">
      <source>%n more</source>
      <translation>
        <numerusform>%n weitere</numerusform>
        <numerusform>%n weitere</numerusform>
      </translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Message</source>
      <translation>Meldung</translation>
    </message>
    <message>
      <source>News</source>
      <translation>Neuigkeit</translation>
    </message>
    <message>
      <source>Warning</source>
      <translation>Warnung</translation>
    </message>
  </context>
  <context>
    <name>MessageList</name>
    <message>
      <source>&amp;Copy all</source>
      <translation>Alles &amp;kopieren</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>Meldungen</translation>
    </message>
    <message>
      <source>Messages, oldest first</source>
      <translation>Meldungen, die älteste zuerst</translation>
    </message>
    <message>
      <source>Nothing has been said since the program started.</source>
      <translation>Seit dem Start des Programms gab es keine Meldung.</translation>
    </message>
  </context>
  <context>
    <name>Messages</name>
    <message>
      <source>The program made a mistake ({kind}: {text}).</source>
      <translation>Das Programm hat einen Fehler gemacht ({kind}: {text}).</translation>
    </message>
  </context>
  <context>
    <name>NoticePage</name>
    <message>
      <source>Check &amp;again</source>
      <translation>&amp;Noch einmal prüfen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Read &amp;every file again</source>
      <translation>&amp;Jede Datei neu lesen</translation>
    </message>
  </context>
  <context>
    <name>PlanModel</name>
    <message>
      <source>Change or reason</source>
      <translation>Änderung oder Grund</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>What was found</source>
      <translation>Was gefunden wurde</translation>
    </message>
    <message>
      <source>left alone</source>
      <translation>bleibt unberührt</translation>
    </message>
    <message>
      <source>not ticked</source>
      <translation>nicht angehakt</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
    <message>
      <source>row {0}</source>
      <translation>Zeile {0}</translation>
    </message>
    <message>
      <source>ticked</source>
      <translation>angehakt</translation>
    </message>
    <message>
      <source>{name} ({ticked} of {count})</source>
      <translation>{name} ({ticked} von {count})</translation>
    </message>
    <message>
      <source>{name}, folded</source>
      <translation>{name}, zugeklappt</translation>
    </message>
    <message>
      <source>{name}, unfolded</source>
      <translation>{name}, aufgeklappt</translation>
    </message>
  </context>
  <context>
    <name>PlanPage</name>
    <message>
      <source>&amp;Repair</source>
      <translation>&amp;Reparieren</translation>
    </message>
    <message>
      <source>&amp;Repair {findings}</source>
      <translation>{findings} &amp;reparieren</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Findings</source>
      <translation>Befunde</translation>
    </message>
    <message>
      <source>Nothing of this needs a repair.</source>
      <translation>Nichts davon muss repariert werden.</translation>
    </message>
    <message>
      <source>Read &amp;every file again</source>
      <translation>&amp;Jede Datei neu lesen</translation>
    </message>
    <message>
      <source>What is ticked will be put right in the index. The index is backed up first, and the repair can be undone.</source>
      <translation>Was angehakt ist, wird im Index berichtigt. Der Index wird vorher gesichert, und die Reparatur lässt sich rückgängig machen.</translation>
    </message>
    <message>
      <source>Your conversations are never changed or deleted.</source>
      <translation>Ihre Gespräche werden nie geändert oder gelöscht.</translation>
    </message>
  </context>
  <context>
    <name>ProgressPage</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cancelling…</source>
      <translation>Wird abgebrochen …</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Starting</source>
      <translation>Beginnt</translation>
    </message>
    <message>
      <source>Step {step} of {steps}: {name}</source>
      <translation>Schritt {step} von {steps}: {name}</translation>
    </message>
  </context>
  <context>
    <name>QueryAids</name>
    <message>
      <source>Name of the search</source>
      <translation>Name der Suche</translation>
    </message>
    <message>
      <source>Name of the search:</source>
      <translation>Name der Suche:</translation>
    </message>
    <message>
      <source>Rename the search</source>
      <translation>Suche umbenennen</translation>
    </message>
    <message>
      <source>Save this search</source>
      <translation>Diese Suche speichern</translation>
    </message>
  </context>
  <context>
    <name>Reader</name>
    <message>
      <source>Arguments</source>
      <translation>Argumente</translation>
    </message>
    <message>
      <source>Assistant</source>
      <translation>Assistent</translation>
    </message>
    <message>
      <source>Attachment</source>
      <translation>Anhang</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Details of the error</source>
      <translation>Einzelheiten des Fehlers</translation>
    </message>
    <message>
      <source>Image</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>Only the beginning is in the file:</source>
      <translation>Nur der Anfang steht in der Datei:</translation>
    </message>
    <message>
      <source>Reasoning</source>
      <translation>Überlegung</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Result of a tool</source>
      <translation>Ergebnis eines Werkzeugs</translation>
    </message>
    <message>
      <source>Result: {name}</source>
      <translation>Ergebnis: {name}</translation>
    </message>
    <message>
      <source>Show all {number} characters</source>
      <translation>Alle {number} Zeichen zeigen</translation>
    </message>
    <message>
      <source>Show only the beginning</source>
      <translation>Nur den Anfang zeigen</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>Tool</source>
      <translation>Werkzeug</translation>
    </message>
    <message>
      <source>Tool: {name}</source>
      <translation>Werkzeug: {name}</translation>
    </message>
    <message>
      <source>Unknown sender</source>
      <translation>Unbekannter Absender</translation>
    </message>
    <message>
      <source>You</source>
      <translation>Sie</translation>
    </message>
    <message>
      <source>error</source>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>not finished</source>
      <translation>nicht fertig</translation>
    </message>
    <message>
      <source>summary of older messages</source>
      <translation>Zusammenfassung älterer Nachrichten</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
    <message>
      <source>{number} tokens in</source>
      <translation>{number} Tokens hinein</translation>
    </message>
    <message>
      <source>{number} tokens out</source>
      <translation>{number} Tokens heraus</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} s</translation>
    </message>
  </context>
  <context>
    <name>ReaderActions</name>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Kopieren</translation>
    </message>
    <message>
      <source>&amp;Find in the conversation</source>
      <translation>Im Gespräch &amp;suchen</translation>
    </message>
    <message>
      <source>&amp;Last message of the user</source>
      <translation>&amp;Letzte Nachricht des Benutzers</translation>
    </message>
    <message>
      <source>&amp;Previous message of the user</source>
      <translation>&amp;Vorige Nachricht des Benutzers</translation>
    </message>
    <message>
      <source>Co&amp;nversation</source>
      <translation>&amp;Gespräch</translation>
    </message>
    <message>
      <source>Copy message as &amp;Markdown</source>
      <translation>Nachricht als &amp;Markdown kopieren</translation>
    </message>
    <message>
      <source>Copy message as &amp;text</source>
      <translation>Nachricht als &amp;Text kopieren</translation>
    </message>
    <message>
      <source>F&amp;irst message of the user</source>
      <translation>E&amp;rste Nachricht des Benutzers</translation>
    </message>
    <message>
      <source>Find &amp;next</source>
      <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
      <source>Find pre&amp;vious</source>
      <translation>&amp;Rückwärts suchen</translation>
    </message>
    <message>
      <source>Fol&amp;d everything in the message</source>
      <translation>Alles in der Nachricht &amp;zuklappen</translation>
    </message>
    <message>
      <source>Next message of the &amp;user</source>
      <translation>&amp;Nächste Nachricht des Benutzers</translation>
    </message>
    <message>
      <source>Unf&amp;old everything in the message</source>
      <translation>Alles in der Nachricht &amp;aufklappen</translation>
    </message>
  </context>
  <context>
    <name>ReaderPane</name>
    <message numerus="yes">
      <source>%Ln messages</source>
      <translation>
        <numerusform>%Ln Nachricht</numerusform>
        <numerusform>%Ln Nachrichten</numerusform>
      </translation>
    </message>
    <message>
      <source>1 message</source>
      <translation>1 Nachricht</translation>
    </message>
    <message>
      <source>About the conversation</source>
      <translation>Über das Gespräch</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>Select a session to read it.</source>
      <translation>Wählen Sie eine Sitzung, um sie zu lesen.</translation>
    </message>
    <message>
      <source>This conversation has no messages.</source>
      <translation>Dieses Gespräch hat keine Nachrichten.</translation>
    </message>
    <message>
      <source>Title of the conversation</source>
      <translation>Titel des Gesprächs</translation>
    </message>
    <message>
      <source>{0} tokens in</source>
      <translation>{0} Tokens hinein</translation>
    </message>
    <message>
      <source>{0} tokens out</source>
      <translation>{0} Tokens heraus</translation>
    </message>
  </context>
  <context>
    <name>ReceiptPage</name>
    <message>
      <source>&amp;Copy receipt</source>
      <translation>Beleg &amp;kopieren</translation>
    </message>
    <message>
      <source>&amp;Undo repair</source>
      <translation>Reparatur &amp;rückgängig machen</translation>
    </message>
    <message>
      <source>Check &amp;again</source>
      <translation>&amp;Noch einmal prüfen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Files that cannot be read</source>
      <translation>Nicht lesbare Dateien</translation>
    </message>
  </context>
  <context>
    <name>RefusedEdits</name>
    <message>
      <source>&amp;Retry</source>
      <translation>&amp;Wiederholen</translation>
    </message>
    <message>
      <source>Edit a&amp;gain</source>
      <translation>Noch einmal &amp;bearbeiten</translation>
    </message>
    <message>
      <source>Retry &amp;all</source>
      <translation>&amp;Alle wiederholen</translation>
    </message>
    <message>
      <source>“{title}” was not saved. {reason}</source>
      <translation>„{title}“ wurde nicht gespeichert. {reason}</translation>
    </message>
  </context>
  <context>
    <name>Repair</name>
    <message>
      <source>1 file</source>
      <translation>1 Datei</translation>
    </message>
    <message>
      <source>1 finding</source>
      <translation>1 Befund</translation>
    </message>
    <message>
      <source>1 readable session</source>
      <translation>1 lesbare Sitzung</translation>
    </message>
    <message>
      <source>1 row of the index</source>
      <translation>1 Eintrag im Index</translation>
    </message>
    <message>
      <source>1 session</source>
      <translation>1 Sitzung</translation>
    </message>
    <message>
      <source>Cancelled – nothing was changed</source>
      <translation>Abgebrochen – nichts wurde geändert</translation>
    </message>
    <message>
      <source>Comparing with the index</source>
      <translation>Vergleich mit dem Index</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Done, but {files} cannot be read</source>
      <translation>Fertig, aber {files} nicht lesbar</translation>
    </message>
    <message>
      <source>Duplicate rows</source>
      <translation>Doppelte Einträge</translation>
    </message>
    <message>
      <source>Duplicate rows taken out</source>
      <translation>Doppelte Einträge entfernt</translation>
    </message>
    <message>
      <source>Each gets its row in the index.</source>
      <translation>Jede bekommt ihren Eintrag im Index.</translation>
    </message>
    <message>
      <source>Failed – nothing was changed</source>
      <translation>Fehlgeschlagen – nichts wurde geändert</translation>
    </message>
    <message>
      <source>Files with another id</source>
      <translation>Dateien mit anderer Kennung</translation>
    </message>
    <message>
      <source>Ghost rows</source>
      <translation>Verwaiste Einträge</translation>
    </message>
    <message>
      <source>Ghost rows taken out</source>
      <translation>Verwaiste Einträge entfernt</translation>
    </message>
    <message>
      <source>Index as it was before</source>
      <translation>Der Index, wie er vorher war</translation>
    </message>
    <message>
      <source>Index built anew</source>
      <translation>Index neu aufgebaut</translation>
    </message>
    <message>
      <source>Left alone, and so are their rows.</source>
      <translation>Bleiben unberührt, ebenso ihre Einträge.</translation>
    </message>
    <message>
      <source>Left alone: one may hold the only copy of an answer.</source>
      <translation>Bleiben unberührt: Eine könnte die einzige Kopie einer Antwort enthalten.</translation>
    </message>
    <message>
      <source>Nothing to do</source>
      <translation>Nichts zu tun</translation>
    </message>
    <message>
      <source>Nothing to do, but {files} cannot be read</source>
      <translation>Nichts zu tun, aber {files} nicht lesbar</translation>
    </message>
    <message>
      <source>One row for each session is kept.</source>
      <translation>Je Sitzung bleibt ein Eintrag.</translation>
    </message>
    <message>
      <source>Out-of-date values</source>
      <translation>Veraltete Werte</translation>
    </message>
    <message>
      <source>Reading the sessions</source>
      <translation>Sitzungen werden gelesen</translation>
    </message>
    <message>
      <source>Rows that point nowhere are taken out.</source>
      <translation>Einträge, die nirgendwohin zeigen, werden entfernt.</translation>
    </message>
    <message>
      <source>Rows with a wrong id taken out</source>
      <translation>Einträge mit falscher Kennung entfernt</translation>
    </message>
    <message>
      <source>Sessions given a row</source>
      <translation>Sitzungen mit neuem Eintrag</translation>
    </message>
    <message>
      <source>Sessions without a row</source>
      <translation>Sitzungen ohne Eintrag</translation>
    </message>
    <message>
      <source>Temporary files</source>
      <translation>Temporäre Dateien</translation>
    </message>
    <message>
      <source>The index is built anew from the files.</source>
      <translation>Der Index wird aus den Dateien neu aufgebaut.</translation>
    </message>
    <message>
      <source>The rows are made to say what the files say.</source>
      <translation>Die Einträge werden den Dateien angeglichen.</translation>
    </message>
    <message>
      <source>The work stopped without a result.</source>
      <translation>Die Arbeit endete ohne Ergebnis.</translation>
    </message>
    <message>
      <source>Their file is gone; the rows are taken out of the index.</source>
      <translation>Ihre Datei fehlt; sie werden aus dem Index entfernt.</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Dauer</translation>
    </message>
    <message>
      <source>Undone – the index is as it was before the repair</source>
      <translation>Rückgängig gemacht – der Index ist wie vor der Reparatur</translation>
    </message>
    <message>
      <source>Unreadable files</source>
      <translation>Nicht lesbare Dateien</translation>
    </message>
    <message>
      <source>Unusable index</source>
      <translation>Unbrauchbarer Index</translation>
    </message>
    <message>
      <source>Values brought up to date</source>
      <translation>Werte auf den neuesten Stand gebracht</translation>
    </message>
    <message>
      <source>Writing the index</source>
      <translation>Index wird geschrieben</translation>
    </message>
    <message>
      <source>about {time} left</source>
      <translation>noch etwa {time}</translation>
    </message>
    <message>
      <source>about {time} left in this step</source>
      <translation>noch etwa {time} in diesem Schritt</translation>
    </message>
    <message>
      <source>archived</source>
      <translation>archiviert</translation>
    </message>
    <message>
      <source>created</source>
      <translation>angelegt</translation>
    </message>
    <message>
      <source>messages</source>
      <translation>Nachrichten</translation>
    </message>
    <message>
      <source>model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>no</source>
      <translation>nein</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
    <message>
      <source>pinned</source>
      <translation>angeheftet</translation>
    </message>
    <message>
      <source>profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>project</source>
      <translation>Projekt</translation>
    </message>
    <message>
      <source>title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>updated</source>
      <translation>geändert</translation>
    </message>
    <message>
      <source>workspace</source>
      <translation>Arbeitsordner</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>ja</translation>
    </message>
    <message numerus="yes">
      <source>{count} files</source>
      <translation>
        <numerusform>{count} Datei</numerusform>
        <numerusform>{count} Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{count} findings</source>
      <translation>
        <numerusform>{count} Befund</numerusform>
        <numerusform>{count} Befunde</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{count} readable sessions</source>
      <translation>
        <numerusform>{count} lesbare Sitzung</numerusform>
        <numerusform>{count} lesbare Sitzungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{count} rows of the index</source>
      <translation>
        <numerusform>{count} Eintrag im Index</numerusform>
        <numerusform>{count} Einträge im Index</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{count} sessions</source>
      <translation>
        <numerusform>{count} Sitzung</numerusform>
        <numerusform>{count} Sitzungen</numerusform>
      </translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} von {total}</translation>
    </message>
    <message>
      <source>{hours} h {minutes} min</source>
      <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
      <source>{milliseconds} ms</source>
      <translation>{milliseconds} ms</translation>
    </message>
    <message>
      <source>{minutes} min {seconds} s</source>
      <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} s</translation>
    </message>
    <message>
      <source>{sessions} and {rows} were looked at in {time}.</source>
      <translation>{sessions} und {rows} in {time} geprüft.</translation>
    </message>
    <message>
      <source>{speed} per second</source>
      <translation>{speed} je Sekunde</translation>
    </message>
    <message>
      <source>{time} elapsed</source>
      <translation>{time} vergangen</translation>
    </message>
    <message>
      <source>{time} for {sessions} ({speed})</source>
      <translation>{time} für {sessions} ({speed})</translation>
    </message>
    <message>
      <source>“{value}”</source>
      <translation>„{value}“</translation>
    </message>
  </context>
  <context>
    <name>RepairDialog</name>
    <message>
      <source>Check and repair the index</source>
      <translation>Den Index prüfen und reparieren</translation>
    </message>
    <message>
      <source>Check and repair – {folder}</source>
      <translation>Prüfen und reparieren – {folder}</translation>
    </message>
    <message>
      <source>Checking the index</source>
      <translation>Der Index wird geprüft</translation>
    </message>
    <message>
      <source>Every file was read.</source>
      <translation>Jede Datei wurde gelesen.</translation>
    </message>
    <message>
      <source>Only files that changed since they were last read were read again.</source>
      <translation>Nur seit dem letzten Lesen geänderte Dateien wurden neu gelesen.</translation>
    </message>
    <message>
      <source>Repair all the same</source>
      <translation>Trotzdem reparieren</translation>
    </message>
    <message>
      <source>Repair the index</source>
      <translation>Den Index reparieren</translation>
    </message>
    <message>
      <source>Repairing the index</source>
      <translation>Der Index wird repariert</translation>
    </message>
    <message>
      <source>The index agrees with the files.</source>
      <translation>Der Index stimmt mit den Dateien überein.</translation>
    </message>
    <message>
      <source>This repair might be a mistake. Repair all the same?</source>
      <translation>Diese Reparatur könnte ein Fehler sein. Trotzdem reparieren?</translation>
    </message>
    <message>
      <source>Undoing the repair</source>
      <translation>Die Reparatur wird rückgängig gemacht</translation>
    </message>
  </context>
  <context>
    <name>Repairing</name>
    <message>
      <source>Checking the index: {done} %</source>
      <translation>Index wird geprüft: {done} %</translation>
    </message>
  </context>
  <context>
    <name>ReportDialog</name>
    <message>
      <source>&amp;Copy report</source>
      <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>It holds no title, no message and no path of yours. Nothing is sent anywhere.</source>
      <translation>Er enthält keinen Titel, keine Nachricht und keinen Pfad von Ihnen. Nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
  </context>
  <context>
    <name>Reports</name>
    <message>
      <source>Session Browser ended unexpectedly the last time.</source>
      <translation>Session Browser endete beim letzten Mal unerwartet.</translation>
    </message>
    <message>
      <source>Show &amp;report</source>
      <translation>&amp;Bericht zeigen</translation>
    </message>
    <message>
      <source>Something went wrong inside the program. Your sessions are not harmed; what you typed is kept. This report helps to mend it.</source>
      <translation>Im Programm ist etwas schiefgegangen. Ihre Sitzungen sind unversehrt; was Sie getippt haben, ist aufgehoben. Dieser Bericht hilft, den Fehler zu beheben.</translation>
    </message>
  </context>
  <context>
    <name>SaveDialog</name>
    <message numerus="yes">
      <source>%Ln conversations, each by its title</source>
      <translation>
        <numerusform>%Ln Unterhaltung, nach ihrem Titel</numerusform>
        <numerusform>%Ln Unterhaltungen, jede nach ihrem Titel</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Choose…</source>
      <translation>&amp;Wählen …</translation>
    </message>
    <message>
      <source>&amp;Folder:</source>
      <translation>&amp;Ordner:</translation>
    </message>
    <message>
      <source>&amp;Mask what looks like a secret</source>
      <translation>&amp;Verdecken, was wie ein Geheimnis aussieht</translation>
    </message>
    <message>
      <source>&amp;Name:</source>
      <translation>&amp;Name:</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>Einen Ordner wählen</translation>
    </message>
    <message>
      <source>Choose the folder</source>
      <translation>Den Ordner wählen</translation>
    </message>
    <message>
      <source>F&amp;ormat:</source>
      <translation>&amp;Format:</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>HTML – one page that loads nothing</source>
      <translation>HTML – eine Seite, die nichts nachlädt</translation>
    </message>
    <message>
      <source>JSON – the session file as it is</source>
      <translation>JSON – die Datei der Sitzung, wie sie ist</translation>
    </message>
    <message>
      <source>Keys, tokens and passwords of a known form become {mask}. Others cannot be told from words: read what you give away.</source>
      <translation>Schlüssel, Tokens und Passwörter bekannter Form werden zu {mask}. Andere sind von Wörtern nicht zu unterscheiden: Lesen Sie, was Sie weitergeben.</translation>
    </message>
    <message>
      <source>Markdown</source>
      <translation>Markdown</translation>
    </message>
    <message>
      <source>Name of the file</source>
      <translation>Name der Datei</translation>
    </message>
    <message>
      <source>Names:</source>
      <translation>Namen:</translation>
    </message>
    <message>
      <source>Save conversation</source>
      <translation>Unterhaltung speichern</translation>
    </message>
    <message>
      <source>Save conversations</source>
      <translation>Unterhaltungen speichern</translation>
    </message>
    <message>
      <source>The file is then no longer the same byte for byte.</source>
      <translation>Die Datei ist dann nicht mehr Byte für Byte dieselbe.</translation>
    </message>
  </context>
  <context>
    <name>SearchState</name>
    <message>
      <source>State of the search</source>
      <translation>Stand der Suche</translation>
    </message>
    <message>
      <source>Titles, ids, models, workspaces, projects and every message were searched.</source>
      <translation>Durchsucht wurden Titel, IDs, Modelle, Arbeitsbereiche, Projekte und jede Nachricht.</translation>
    </message>
    <message>
      <source>hit {0} of {1}</source>
      <translation>Treffer {0} von {1}</translation>
    </message>
    <message>
      <source>of very common words, the newest hits</source>
      <translation>von sehr häufigen Wörtern die neuesten Treffer</translation>
    </message>
    <message>
      <source>reading every file: {0} %</source>
      <translation>jede Datei wird gelesen: {0} %</translation>
    </message>
    <message>
      <source>{0} of {1} read for the search</source>
      <translation>{0} von {1} für die Suche gelesen</translation>
    </message>
    <message>
      <source>{0} of {1} searched so far</source>
      <translation>bisher {0} von {1} durchsucht</translation>
    </message>
  </context>
  <context>
    <name>Searching</name>
    <message>
      <source>Closing the search…</source>
      <translation>Die Suche wird beendet …</translation>
    </message>
  </context>
  <context>
    <name>SessionHeader</name>
    <message>
      <source>&amp;Move to the left</source>
      <translation>Nach &amp;links rücken</translation>
    </message>
    <message>
      <source>&amp;Reset columns</source>
      <translation>Spalten &amp;zurücksetzen</translation>
    </message>
    <message>
      <source>&amp;Reverse</source>
      <translation>&amp;Umkehren</translation>
    </message>
    <message>
      <source>&amp;Sort by</source>
      <translation>&amp;Sortieren nach</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Spalten</translation>
    </message>
    <message>
      <source>Pinned, then newest</source>
      <translation>Angeheftete, dann neueste</translation>
    </message>
  </context>
  <context>
    <name>SessionView</name>
    <message>
      <source>&amp;Columns</source>
      <translation>&amp;Spalten</translation>
    </message>
    <message>
      <source>Sessions</source>
      <translation>Sitzungen</translation>
    </message>
  </context>
  <context>
    <name>ShortcutSheet</name>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>In the list</source>
      <translation>In der Liste</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Leave the title as it was</source>
      <translation>Den Titel lassen, wie er war</translation>
    </message>
    <message>
      <source>Save the title</source>
      <translation>Den Titel speichern</translation>
    </message>
    <message>
      <source>Save, and edit the next title</source>
      <translation>Speichern und den nächsten Titel bearbeiten</translation>
    </message>
    <message>
      <source>Save, and edit the title above</source>
      <translation>Speichern und den Titel darüber bearbeiten</translation>
    </message>
    <message>
      <source>What it does</source>
      <translation>Was geschieht</translation>
    </message>
    <message>
      <source>While a title is edited</source>
      <translation>Beim Bearbeiten eines Titels</translation>
    </message>
  </context>
  <context>
    <name>SidePane</name>
    <message>
      <source>Conversation</source>
      <translation>Gespräch</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>What stands beside the list</source>
      <translation>Was neben der Liste steht</translation>
    </message>
  </context>
  <context>
    <name>Status</name>
    <message numerus="yes">
      <source>%Ln archived</source>
      <translation>
        <numerusform>%Ln archiviert</numerusform>
        <numerusform>%Ln archiviert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln duplicates</source>
      <translation>
        <numerusform>%Ln doppelter</numerusform>
        <numerusform>%Ln doppelte</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln ghosts</source>
      <translation>
        <numerusform>%Ln verwaister</numerusform>
        <numerusform>%Ln verwaiste</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln not saved</source>
      <translation>
        <numerusform>%Ln nicht gespeichert</numerusform>
        <numerusform>%Ln nicht gespeichert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln sessions</source>
      <translation>
        <numerusform>%Ln Sitzung</numerusform>
        <numerusform>%Ln Sitzungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln stale</source>
      <translation>
        <numerusform>%Ln veraltet</numerusform>
        <numerusform>%Ln veraltet</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln unreadable files</source>
      <translation>
        <numerusform>%Ln nicht lesbare Datei</numerusform>
        <numerusform>%Ln nicht lesbare Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln with a wrong id</source>
      <translation>
        <numerusform>%Ln mit falscher Kennung</numerusform>
        <numerusform>%Ln mit falscher Kennung</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln without a row</source>
      <translation>
        <numerusform>%Ln ohne Eintrag</numerusform>
        <numerusform>%Ln ohne Eintrag</numerusform>
      </translation>
    </message>
    <message>
      <source>1 duplicate</source>
      <translation>1 doppelter</translation>
    </message>
    <message>
      <source>1 ghost</source>
      <translation>1 verwaister</translation>
    </message>
    <message>
      <source>1 session</source>
      <translation>1 Sitzung</translation>
    </message>
    <message>
      <source>1 unreadable file</source>
      <translation>1 nicht lesbare Datei</translation>
    </message>
    <message>
      <source>All saved</source>
      <translation>Alles gespeichert</translation>
    </message>
    <message numerus="yes">
      <source>Saving %Ln…</source>
      <translation>
        <numerusform>%Ln wird gespeichert …</numerusform>
        <numerusform>%Ln werden gespeichert …</numerusform>
      </translation>
    </message>
    <message>
      <source>broken or missing</source>
      <translation>beschädigt oder nicht da</translation>
    </message>
    <message>
      <source>in order</source>
      <translation>in Ordnung</translation>
    </message>
    <message>
      <source>index: {faults}</source>
      <translation>Index: {faults}</translation>
    </message>
    <message>
      <source>{shown} of {sessions}</source>
      <translation>{shown} von {sessions}</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message>
      <source>Check and repair the index</source>
      <translation>Den Index prüfen und reparieren</translation>
    </message>
    <message>
      <source>Repair…</source>
      <translation>Reparieren …</translation>
    </message>
    <message>
      <source>Sessions</source>
      <translation>Sitzungen</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>State of the index</source>
      <translation>Zustand des Index</translation>
    </message>
    <message>
      <source>State of your edits</source>
      <translation>Zustand Ihrer Änderungen</translation>
    </message>
    <message>
      <source>What is going on</source>
      <translation>Was gerade geschieht</translation>
    </message>
    <message>
      <source>Where edits go</source>
      <translation>Wohin Änderungen gehen</translation>
    </message>
  </context>
  <context>
    <name>StoreChoice</name>
    <message>
      <source>&amp;Choose a folder…</source>
      <translation>Ordner &amp;wählen …</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>&amp;Öffnen</translation>
    </message>
    <message>
      <source>Open the sa&amp;mple</source>
      <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
      <source>Several session stores were found</source>
      <translation>Es wurden mehrere Ordner mit Sitzungen gefunden</translation>
    </message>
    <message>
      <source>Which one do you want to see? The next start opens it again.</source>
      <translation>Welchen möchten Sie sehen? Der nächste Start öffnet ihn wieder.</translation>
    </message>
  </context>
  <context>
    <name>SuggestionList</name>
    <message>
      <source>Suggestions for the search</source>
      <translation>Vorschläge für die Suche</translation>
    </message>
  </context>
  <context>
    <name>Summons</name>
    <message>
      <source>&amp;Open it</source>
      <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
      <source>{folder} was to be opened while a dialog was open.</source>
      <translation>{folder} sollte geöffnet werden, während ein Dialog offen war.</translation>
    </message>
  </context>
  <context>
    <name>Times</name>
    <message>
      <source>d MMM</source>
      <translation>d. MMM</translation>
    </message>
    <message>
      <source>d MMM yyyy</source>
      <translation>d. MMM yyyy</translation>
    </message>
    <message>
      <source>d MMMM yyyy, HH:mm</source>
      <translation>d. MMMM yyyy, HH:mm</translation>
    </message>
    <message>
      <source>now</source>
      <translation>jetzt</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>gestern</translation>
    </message>
    <message>
      <source>{0} h ago</source>
      <translation>vor {0} h</translation>
    </message>
    <message>
      <source>{0} min ago</source>
      <translation>vor {0} min</translation>
    </message>
  </context>
  <context>
    <name>TitleEditor</name>
    <message>
      <source>Title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>{0} – will be cut</source>
      <translation>{0} – wird gekürzt</translation>
    </message>
  </context>
  <context>
    <name>Tools</name>
    <message>
      <source>Tools</source>
      <translation>Werkzeuge</translation>
    </message>
  </context>
  <context>
    <name>_StoreList</name>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Last used</source>
      <translation>Zuletzt benutzt</translation>
    </message>
    <message>
      <source>Session stores</source>
      <translation>Ordner mit Sitzungen</translation>
    </message>
    <message>
      <source>Sessions</source>
      <translation>Sitzungen</translation>
    </message>
    <message>
      <source>cannot be read</source>
      <translation>nicht lesbar</translation>
    </message>
    <message>
      <source>{path}, cannot be read</source>
      <translation>{path}, nicht lesbar</translation>
    </message>
    <message>
      <source>{path}, {count} sessions, last used {time}</source>
      <translation>{path}, {count} Sitzungen, zuletzt benutzt {time}</translation>
    </message>
  </context>
</TS>
