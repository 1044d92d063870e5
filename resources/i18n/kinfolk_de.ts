<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>AboutSheet</name>
    <message>
        <source>About Kinfolk</source>
        <translation>Über Kinfolk</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Face detection: YuNet (MIT licence). Face recognition: SFace (Apache licence). Both are from the OpenCV Zoo. Age estimates: face-api.js (MIT licence). The interface uses Qt (LGPL).</source>
        <translation>Gesichter findet YuNet (MIT-Lizenz), und SFace erkennt sie wieder (Apache-Lizenz); beide stammen aus dem OpenCV Zoo. Das Alter schätzt face-api.js (MIT-Lizenz). Die Oberfläche verwendet Qt (LGPL).</translation>
    </message>
    <message>
        <source>Kinfolk finds the people in your photos, right on this computer. Nothing leaves it, and your photos are never changed.</source>
        <translation>Kinfolk findet die Menschen auf deinen Fotos, direkt auf diesem Computer. Es wird nichts übertragen, und deine Fotos werden nie verändert.</translation>
    </message>
    <message>
        <source>Kinfolk {}</source>
        <translation>Kinfolk {}</translation>
    </message>
    <message>
        <source>To report a problem, contact the person who gave you Kinfolk.</source>
        <translation>Probleme meldest du der Person, von der du Kinfolk hast.</translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Backups can’t be saved there</source>
        <translation>Sicherungen können dort nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Choose a backup folder</source>
        <translation>Sicherungsordner wählen</translation>
    </message>
    <message>
        <source>Kinfolk makes a verified backup once a day if anything has changed. It contains your names, answers and history, but not your photos.</source>
        <translation>Kinfolk legt einmal am Tag eine geprüfte Sicherung an, wenn sich etwas geändert hat. Sie enthält die vergebenen Namen, deine Entscheidungen und den Verlauf, nicht aber deine Fotos.</translation>
    </message>
    <message>
        <source>Kinfolk makes the first one within ten minutes of finding faces, or when you close it.</source>
        <translation>Die erste legt Kinfolk an, spätestens zehn Minuten nachdem es Gesichter gefunden hat oder wenn du es schließt.</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Speicherort</translation>
    </message>
    <message>
        <source>Making a backup…</source>
        <translation>Sicherung läuft…</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>Noch keine Sicherung</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>The backup couldn’t be made</source>
        <translation>Die Sicherung konnte nicht angelegt werden</translation>
    </message>
    <message>
        <source>The backup folder is unavailable</source>
        <translation>Der Sicherungsordner ist nicht verfügbar</translation>
    </message>
    <message>
        <source>Use default location</source>
        <translation>Üblichen Speicherort verwenden</translation>
    </message>
</context>
<context>
    <name>BirthField</name>
    <message>
        <source>Birth date</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Choose a date (Alt+Down)</source>
        <translation>Datum wählen (Alt+Pfeil nach unten)</translation>
    </message>
    <message>
        <source>Enter a date like {}.</source>
        <translation>Gib ein Datum ein, zum Beispiel {}.</translation>
    </message>
    <message>
        <source>This date is in the future.</source>
        <translation>Dieses Datum liegt in der Zukunft.</translation>
    </message>
    <message>
        <source>e.g. {}</source>
        <translation>z. B. {}</translation>
    </message>
    <message>
        <source>{month} has only {last} days.</source>
        <translation>{month} hat nur {last} Tage.</translation>
    </message>
</context>
<context>
    <name>BirthPopup</name>
    <message>
        <source>Birth date</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>CardCommands</name>
    <message>
        <source>Name…</source>
        <translation>Benennen…</translation>
    </message>
    <message>
        <source>New person from this group…</source>
        <translation>Neue Person aus dieser Gruppe…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
</context>
<context>
    <name>CardFaces</name>
    <message>
        <source>Show
{}
more</source>
        <translation>noch
{}
zeigen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>and {}
more</source>
        <translation>und
noch {}</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>worth checking</source>
        <translation>zu prüfen</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>ClauseChip</name>
    <message>
        <source>In the photo</source>
        <translation>Auf dem Foto</translation>
    </message>
    <message>
        <source>Not in the photo</source>
        <translation>Nicht auf dem Foto</translation>
    </message>
    <message>
        <source>One of these</source>
        <translation>Eine davon</translation>
    </message>
    <message>
        <source>Press Delete to remove from the search</source>
        <translation>Entf entfernt es aus der Suche</translation>
    </message>
    <message>
        <source>without {}</source>
        <translation>ohne {}</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>Create PDF</source>
        <translation>PDF erstellen</translation>
    </message>
    <message>
        <source>Show names below photos</source>
        <translation>Namen unter den Fotos zeigen</translation>
    </message>
    <message>
        <source>Stopped. No PDF was saved.</source>
        <translation>Abgebrochen. Es wurde kein PDF gespeichert.</translation>
    </message>
    <message>
        <source>The PDF uses previews, not full-size photos.</source>
        <translation>Das PDF verwendet Vorschaubilder, nicht die Fotos in voller Größe.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>“{}” ({}) saved to the folder.</source>
        <translation>„{}“ ({}) im Ordner gespeichert.</translation>
    </message>
</context>
<context>
    <name>CopySheet</name>
    <message>
        <source>A hard link is a second name for the same file, so it takes no extra space. Editing one changes both; deleting one leaves the other. If anyone might edit the photos, make copies instead.</source>
        <translation>Eine feste Verknüpfung ist ein zweiter Name derselben Datei und braucht keinen zusätzlichen Platz. Wird eine bearbeitet, ändern sich beide; wird eine gelöscht, bleibt die andere. Falls jemand die Fotos bearbeiten könnte, nimm Kopien.</translation>
    </message>
    <message>
        <source>And {} more.</source>
        <translation>Und {} weitere.</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy to a folder</source>
        <translation>In einen Ordner kopieren</translation>
    </message>
    <message>
        <source>Create links</source>
        <translation>Verknüpfungen anlegen</translation>
    </message>
    <message>
        <source>Hard links</source>
        <translation>Feste Verknüpfungen</translation>
    </message>
    <message>
        <source>Separate files with the same names and dates. Your photos stay as they are, and nothing in the folder is replaced.</source>
        <translation>Eigenständige Dateien mit gleichem Namen und Datum. Deine Fotos bleiben, wie sie sind, und im Ordner wird nichts überschrieben.</translation>
    </message>
    <message>
        <source>Stopped. {photos} ({size}) copied to “{folder}”.</source>
        <translation>Abgebrochen. {photos} ({size}) nach „{folder}“ kopiert.</translation>
    </message>
    <message>
        <source>Stopped. {photos} ({size}) linked in “{folder}”.</source>
        <translation>Abgebrochen. {photos} ({size}) in „{folder}“ verknüpft.</translation>
    </message>
    <message>
        <source>Undo doesn’t delete copies.</source>
        <translation>„Rückgängig“ löscht keine Kopien.</translation>
    </message>
    <message>
        <source>{photos} ({size}) copied to “{folder}”.</source>
        <translation>{photos} ({size}) nach „{folder}“ kopiert.</translation>
    </message>
    <message>
        <source>{photos} ({size}) linked in “{folder}”.</source>
        <translation>{photos} ({size}) in „{folder}“ verknüpft.</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>{} skipped:</source>
        <translation>{} übersprungen:</translation>
    </message>
</context>
<context>
    <name>DarkView</name>
    <message>
        <source>{at} of {number}</source>
        <translation>{at} von {number}</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Kinfolk is scanning your photos</source>
        <translation>Kinfolk durchsucht deine Fotos</translation>
    </message>
</context>
<context>
    <name>EngineRow</name>
    <message>
        <source>Grouping cautiously for now: there aren’t enough known faces to tune it to your photos.</source>
        <translation>Kinfolk gruppiert vorerst vorsichtig: Es kennt noch zu wenige Gesichter, um sich auf deine Fotos abzustimmen.</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Remove {}</source>
        <translation>{} entfernen</translation>
    </message>
    <message>
        <source>Tuned on {} from your photos.</source>
        <translation>Auf {} aus deinen Fotos abgestimmt.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use {}</source>
        <translation>{} verwenden</translation>
    </message>
    <message>
        <source>{} still to be scanned with it.</source>
        <translation>Damit noch zu durchsuchen: {}.</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>Export from which library?</source>
        <translation>Aus welcher Bibliothek exportieren?</translation>
    </message>
    <message>
        <source>Export names and decisions</source>
        <translation>Namen und Entscheidungen exportieren</translation>
    </message>
    <message>
        <source>Exports and contacts (*.json *.vcf);;All files (*)</source>
        <translation>Exporte und Kontakte (*.json *.vcf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import into which library?</source>
        <translation>In welche Bibliothek importieren?</translation>
    </message>
    <message>
        <source>Import names and decisions, or contacts</source>
        <translation>Namen und Entscheidungen oder Kontakte importieren</translation>
    </message>
    <message>
        <source>Names and decisions (*.json)</source>
        <translation>Namen und Entscheidungen (*.json)</translation>
    </message>
    <message>
        <source>Names and decisions exported to {}</source>
        <translation>Namen und Entscheidungen nach {} exportiert</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Table exported to {}</source>
        <translation>Tabelle nach {} exportiert</translation>
    </message>
    <message>
        <source>Table of who is in each photo (*.csv)</source>
        <translation>Tabelle: Wer ist auf welchem Foto (*.csv)</translation>
    </message>
</context>
<context>
    <name>FaceBar</name>
    <message>
        <source>Best first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>Nach Datum</translation>
    </message>
    <message>
        <source>Least certain first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
</context>
<context>
    <name>FaceCommands</name>
    <message>
        <source>Drag a face onto the portrait to change it.</source>
        <translation>Um das Porträt zu ändern, zieh ein Gesicht darauf.</translation>
    </message>
    <message>
        <source>Not {name:this group}</source>
        <translation>Nicht {name:diese Gruppe}</translation>
    </message>
</context>
<context>
    <name>FaceDelegate</name>
    <message>
        <source>portrait</source>
        <translation>Porträt</translation>
    </message>
</context>
<context>
    <name>FaceFrame</name>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
</context>
<context>
    <name>FaceLinesSheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>FacePicker</name>
    <message>
        <source>All others</source>
        <translation>Alle anderen</translation>
    </message>
    <message>
        <source>Deselect</source>
        <translation>Abwählen</translation>
    </message>
    <message>
        <source>Every face found so far belongs to someone.</source>
        <translation>Jedes bisher gefundene Gesicht gehört zu jemandem.</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Faces appear here after a folder has been scanned.</source>
        <translation>Gesichter erscheinen hier, nachdem ein Ordner durchsucht wurde.</translation>
    </message>
    <message>
        <source>Faces to select</source>
        <translation>Gesichter zur Auswahl</translation>
    </message>
    <message>
        <source>Faces you select appear here.</source>
        <translation>Gesichter, die du auswählst, erscheinen hier.</translation>
    </message>
    <message>
        <source>Looks like these</source>
        <translation>Sehen ähnlich aus</translation>
    </message>
    <message>
        <source>No one is named “{}”.</source>
        <translation>Niemand heißt „{}“.</translation>
    </message>
    <message>
        <source>Press Space to select a face, P to set it as the portrait.</source>
        <translation>Leertaste wählt ein Gesicht aus, P macht es zum Porträt.</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Select all shown</source>
        <translation>Alle gezeigten auswählen</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Selected {}</source>
        <translation>Ausgewählt ({})</translation>
    </message>
    <message>
        <source>Set as portrait</source>
        <translation>Als Porträt verwenden</translation>
    </message>
    <message>
        <source>Single faces</source>
        <translation>Einzelne Gesichter</translation>
    </message>
    <message>
        <source>This group</source>
        <translation>Diese Gruppe</translation>
    </message>
</context>
<context>
    <name>FacesSheet</name>
    <message>
        <source>Faces in the group</source>
        <translation>Gesichter in der Gruppe</translation>
    </message>
</context>
<context>
    <name>FacesTab</name>
    <message>
        <source>Drag faces onto this person’s card in People, or onto the portrait here.</source>
        <translation>Zieh Gesichter auf die Karte der Person unter „Personen“ oder hier auf das Porträt.</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>No faces yet</source>
        <translation>Noch keine Gesichter</translation>
    </message>
    <message>
        <source>Show photos</source>
        <translation>Fotos zeigen</translation>
    </message>
    <message>
        <source>They’re in {}, but their face isn’t visible.</source>
        <translation>Auf {} dabei, aber ohne sichtbares Gesicht.</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>save</source>
        <translation>speichern</translation>
    </message>
    <message>
        <source>stop editing</source>
        <translation>Bearbeiten beenden</translation>
    </message>
</context>
<context>
    <name>FilmBar</name>
    <message>
        <source>Move through the video</source>
        <translation>Im Video zurück und vor</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Position in the video</source>
        <translation>Stelle im Video</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add another folder…</source>
        <translation>Noch ein Ordner…</translation>
    </message>
    <message>
        <source>Find people</source>
        <translation>Personen finden</translation>
    </message>
    <message>
        <source>Find people in this folder</source>
        <translation>Personen in diesem Ordner finden</translation>
    </message>
    <message>
        <source>Find the people in your photos</source>
        <translation>Wer ist auf deinen Fotos?</translation>
    </message>
    <message>
        <source>Import these names</source>
        <translation>Diese Namen übernehmen</translation>
    </message>
    <message>
        <source>Kinfolk finds faces on this computer. Nothing leaves it, and your photos are never changed.</source>
        <translation>Kinfolk findet Gesichter direkt auf diesem Computer. Es wird nichts übertragen, und deine Fotos werden nie verändert.</translation>
    </message>
    <message>
        <source>These photos already contain names: {names}. Kinfolk adds them to the faces it finds. You can undo this.</source>
        <translation>Diese Fotos enthalten schon Namen: {names}. Kinfolk gibt sie den Gesichtern, die es findet. Du kannst das rückgängig machen.</translation>
    </message>
    <message>
        <source>These photos already contain the names of at least {number} people: {names}… Kinfolk adds them to the faces it finds. You can undo this.</source>
        <translation>Diese Fotos enthalten schon die Namen von mindestens {number} Personen: {names}… Kinfolk gibt sie den Gesichtern, die es findet. Du kannst das rückgängig machen.</translation>
    </message>
    <message>
        <source>This folder can’t be opened.</source>
        <translation>Dieser Ordner lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>about {} photos</source>
        <translation>etwa {} Fotos</translation>
    </message>
    <message>
        <source>counting photos…</source>
        <translation>Fotos werden gezählt…</translation>
    </message>
    <message>
        <source>more than {} photos</source>
        <translation>mehr als {} Fotos</translation>
    </message>
    <message>
        <source>or drag a folder here</source>
        <translation>oder Ordner hierher ziehen</translation>
    </message>
</context>
<context>
    <name>FolderActions</name>
    <message>
        <source>Add to which library?</source>
        <translation>Zu welcher Bibliothek hinzufügen?</translation>
    </message>
    <message>
        <source>Don’t find faces in it</source>
        <translation>Darin nicht nach Gesichtern suchen</translation>
    </message>
    <message>
        <source>Find faces in this folder</source>
        <translation>In diesem Ordner nach Gesichtern suchen</translation>
    </message>
    <message>
        <source>Has this folder moved to {}?</source>
        <translation>Wurde dieser Ordner nach {} verschoben?</translation>
    </message>
    <message>
        <source>Has {old} moved? {new} contains {photos} from it.</source>
        <translation>Wurde {old} verschoben? {new} enthält {photos} daraus.</translation>
    </message>
    <message>
        <source>It contains {photos} from this folder. All names and faces are safe.</source>
        <translation>Er enthält {photos} aus diesem Ordner. Alle Namen und Gesichter sind sicher.</translation>
    </message>
    <message>
        <source>Its drive may not be connected, or the folder was moved or renamed. All names and faces are safe.</source>
        <translation>Vielleicht ist sein Laufwerk nicht angeschlossen, oder der Ordner wurde verschoben oder umbenannt. Alle Namen und Gesichter sind sicher.</translation>
    </message>
    <message>
        <source>Keep separate from {}</source>
        <translation>Von {} getrennt lassen</translation>
    </message>
    <message>
        <source>Kinfolk will find faces in {}.</source>
        <translation>Kinfolk sucht jetzt in {} nach Gesichtern.</translation>
    </message>
    <message>
        <source>Kinfolk will read names from photos in {}.</source>
        <translation>Kinfolk liest jetzt die Namen aus den Fotos in {}.</translation>
    </message>
    <message>
        <source>Kinfolk won’t find new faces in {}. Existing ones stay.</source>
        <translation>Kinfolk sucht in {} nicht mehr nach Gesichtern. Die vorhandenen bleiben.</translation>
    </message>
    <message>
        <source>Kinfolk won’t read names from photos in {}.</source>
        <translation>Kinfolk liest keine Namen mehr aus den Fotos in {}.</translation>
    </message>
    <message>
        <source>Locate folder…</source>
        <translation>Ordner suchen…</translation>
    </message>
    <message>
        <source>Looking for photos from {} in {}…</source>
        <translation>Fotos aus {} werden in {} gesucht…</translation>
    </message>
    <message>
        <source>Names are no longer saved next to the photos in “{name}”, and are being removed from {files}.</source>
        <translation>Neben den Fotos in „{name}“ werden keine Namen mehr gespeichert; aus {files} werden sie entfernt.</translation>
    </message>
    <message>
        <source>Names are no longer saved next to the photos in “{name}”.</source>
        <translation>Neben den Fotos in „{name}“ werden keine Namen mehr gespeichert.</translation>
    </message>
    <message>
        <source>Names you add will be saved next to the photos in “{name}”.</source>
        <translation>Namen, die du vergibst, werden neben den Fotos in „{name}“ gespeichert.</translation>
    </message>
    <message>
        <source>No, a different folder</source>
        <translation>Nein, ein anderer Ordner</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Read names from photos</source>
        <translation>Namen aus den Fotos lesen</translation>
    </message>
    <message>
        <source>Remove from library</source>
        <translation>Aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>Save names next to photos</source>
        <translation>Namen neben den Fotos speichern</translation>
    </message>
    <message>
        <source>Saving names next to {photos} in “{name}”. They’re updated after each change.</source>
        <translation>Namen werden neben {photos} in „{name}“ gespeichert und nach jeder Änderung aktualisiert.</translation>
    </message>
    <message>
        <source>Scan for new photos</source>
        <translation>Nach neuen Fotos suchen</translation>
    </message>
    <message>
        <source>Set photo dates…</source>
        <translation>Datum der Fotos eintragen…</translation>
    </message>
    <message>
        <source>This folder can’t be found</source>
        <translation>Dieser Ordner ist nicht zu finden</translation>
    </message>
    <message>
        <source>Update location to {}</source>
        <translation>{} als neuen Speicherort übernehmen</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>faces off</source>
        <translation>ohne Suche</translation>
    </message>
    <message>
        <source>moved?</source>
        <translation>verschoben?</translation>
    </message>
    <message>
        <source>scanning</source>
        <translation>wird durchsucht</translation>
    </message>
    <message>
        <source>unavailable</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>{folders} added. Kinfolk will find faces in {inner} again, too.</source>
        <translation>{folders} hinzugefügt. Auch in {inner} sucht Kinfolk wieder nach Gesichtern.</translation>
    </message>
    <message>
        <source>{} added</source>
        <translation>{} hinzugefügt</translation>
    </message>
    <message>
        <source>{} kept. It stays unavailable until you locate it.</source>
        <translation>{} bleibt in der Bibliothek, ist aber nicht verfügbar, bis du angibst, wo der Ordner liegt.</translation>
    </message>
    <message>
        <source>{} removed from the library. Its photos are unchanged.</source>
        <translation>{} aus der Bibliothek entfernt. Die Fotos darin sind unverändert.</translation>
    </message>
</context>
<context>
    <name>FolderDatesOffer</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Prüfen…</translation>
    </message>
    <message>
        <source>Use dates</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>{folder} → {date} · {photos}</source>
        <translation>{folder} → {date} · {photos}</translation>
    </message>
    <message>
        <source>{} dated by their folders</source>
        <translation>{} nach Ordnern datiert</translation>
    </message>
</context>
<context>
    <name>FolderDatesSheet</name>
    <message>
        <source>Dates in folder names</source>
        <translation>Datum in Ordnernamen</translation>
    </message>
    <message>
        <source>Only photos without a date get one. Untick folders whose date is wrong.</source>
        <translation>Nur Fotos ohne Datum bekommen eines. Entferne das Häkchen bei falschem Datum.</translation>
    </message>
    <message>
        <source>Use dates</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>{folder} → {date} · {photos}</source>
        <translation>{folder} → {date} · {photos}</translation>
    </message>
</context>
<context>
    <name>FolderMismatchSheet</name>
    <message>
        <source>Choose another folder</source>
        <translation>Anderen Ordner wählen</translation>
    </message>
    <message>
        <source>Is this the right folder?</source>
        <translation>Ist das der richtige Ordner?</translation>
    </message>
    <message>
        <source>Use this folder anyway</source>
        <translation>Diesen Ordner trotzdem verwenden</translation>
    </message>
</context>
<context>
    <name>FolderSection</name>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Find faces in this folder</source>
        <translation>In diesem Ordner nach Gesichtern suchen</translation>
    </message>
    <message>
        <source>Find faces in {}</source>
        <translation>In {} nach Gesichtern suchen</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Options for {}</source>
        <translation>Optionen für {}</translation>
    </message>
    <message>
        <source>unavailable</source>
        <translation>nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>ForgetSheet</name>
    <message>
        <source>Also in backups</source>
        <translation>Auch in Sicherungen</translation>
    </message>
    <message>
        <source>Everything deleted so far</source>
        <translation>Alles bisher Gelöschte</translation>
    </message>
    <message>
        <source>Everything except the last 30 days</source>
        <translation>Alles außer den letzten 30 Tagen</translation>
    </message>
    <message>
        <source>Everything except the last 7 days</source>
        <translation>Alles außer den letzten 7 Tagen</translation>
    </message>
    <message>
        <source>Forget for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Forgetting…</source>
        <translation>Wird gelöscht…</translation>
    </message>
    <message>
        <source>If on, a new backup replaces the old ones. Copies you keep elsewhere stay.</source>
        <translation>Dann ersetzt eine neue Sicherung die alten. Kopien, die du anderswo hast, bleiben.</translation>
    </message>
    <message>
        <source>So that you can undo, Kinfolk keeps the names, faces and pictures of what you’ve deleted, and your answers about photos in removed folders. Forgetting erases them from Kinfolk’s files, and you can’t undo this. Your present names, faces and photos stay, and so do names that Kinfolk saved next to photos: to remove those, first switch “Save names next to photos” off in the folder’s menu.</source>
        <translation>Damit du Schritte rückgängig machen kannst, bewahrt Kinfolk Namen, Gesichter und Bilder von allem auf, was du gelöscht hast, und deine Entscheidungen zu Fotos in entfernten Ordnern. Hier löschst du sie aus Kinfolks Dateien; das lässt sich nicht rückgängig machen. Deine jetzigen Namen, Gesichter und Fotos bleiben, ebenso die Namen, die Kinfolk neben Fotos gespeichert hat: Um sie zu entfernen, schalte vorher im Menü des Ordners „Namen neben den Fotos speichern“ aus.</translation>
    </message>
    <message>
        <source>What to forget</source>
        <translation>Was gelöscht wird</translation>
    </message>
</context>
<context>
    <name>GroupActions</name>
    <message>
        <source>{} moved to Unnamed</source>
        <translation>{} zu „Unbenannt“ verschoben</translation>
    </message>
</context>
<context>
    <name>GroupDelegate</name>
    <message>
        <source>Ignored</source>
        <translation>Ignoriert</translation>
    </message>
    <message>
        <source>Probably {}</source>
        <translation>Wahrscheinlich {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gespeichert</translation>
    </message>
    <message>
        <source>same person?</source>
        <translation>dieselbe Person?</translation>
    </message>
</context>
<context>
    <name>GroupField</name>
    <message>
        <source>Enter · add</source>
        <translation>Enter · hinzufügen</translation>
    </message>
    <message>
        <source>Enter · add anyway</source>
        <translation>Enter · trotzdem</translation>
    </message>
    <message>
        <source>Enter · new person</source>
        <translation>Enter · neue Person</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Unnamed groups</source>
        <translation>Unbenannte Gruppen</translation>
    </message>
</context>
<context>
    <name>GroupNameField</name>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>Start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>by another app</source>
        <translation>von einem anderen Programm</translation>
    </message>
    <message>
        <source>from the command line</source>
        <translation>von der Kommandozeile</translation>
    </message>
    <message>
        <source>in another window</source>
        <translation>in einem anderen Fenster</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>you are here</source>
        <translation>du bist hier</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Click a step to undo those after it</source>
        <translation>Ein Klick auf einen Schritt macht alles danach rückgängig</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Forget for good…</source>
        <translation>Endgültig löschen…</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Nothing here yet. Everything you do is listed here and can be undone.</source>
        <translation>Noch nichts. Alles, was du tust, steht hier und kann rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redoes {}</source>
        <translation>Wiederholt {}</translation>
    </message>
    <message>
        <source>Step {} of {}</source>
        <translation>Schritt {} von {}</translation>
    </message>
    <message>
        <source>The history also keeps the names and faces of what you’ve deleted.</source>
        <translation>Der Verlauf bewahrt auch Namen und Gesichter auf, die du gelöscht hast.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undoes {}</source>
        <translation>Nimmt {} zurück</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>Add them too</source>
        <translation>Auch hinzufügen</translation>
    </message>
    <message>
        <source>Add {} you haven’t named yet</source>
        <translation>{} hinzufügen, die du noch nicht benannt hast</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Differences in the file</source>
        <translation>Unterschiede in der Datei</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Import läuft…</translation>
    </message>
    <message>
        <source>Nothing was imported</source>
        <translation>Es wurde nichts importiert</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Die Datei wird gelesen…</translation>
    </message>
    <message>
        <source>The file disagrees on {}. Your version is kept:</source>
        <translation>Abweichungen in der Datei: {}. Deine Fassung bleibt:</translation>
    </message>
    <message>
        <source>You can undo this in one step.</source>
        <translation>Du kannst das in einem Schritt rückgängig machen.</translation>
    </message>
    <message>
        <source>Your library already has everything in this file.</source>
        <translation>Deine Bibliothek hat schon alles aus dieser Datei.</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>A face of this person in one, but not in the other</source>
        <translation>Einmal ein Gesicht dieser Person, einmal nicht</translation>
    </message>
    <message>
        <source>A photo</source>
        <translation>Ein Foto</translation>
    </message>
    <message>
        <source>Answers differ on whether this is the same person as {}</source>
        <translation>Verschiedene Antworten darauf, ob das dieselbe Person ist wie {}</translation>
    </message>
    <message>
        <source>Born {there} in the file, {} here</source>
        <translation>Geburtsdatum in der Datei: {there}, hier: {}</translation>
    </message>
    <message>
        <source>Different birth date in the file. Yours is kept.</source>
        <translation>In der Datei ein anderes Geburtsdatum. Deines bleibt.</translation>
    </message>
    <message>
        <source>Different portrait in the file</source>
        <translation>Anderes Porträt in der Datei</translation>
    </message>
    <message>
        <source>Hidden in the file, but not here</source>
        <translation>In der Datei verborgen, hier nicht</translation>
    </message>
    <message>
        <source>Marked as a face in one, but not in the other</source>
        <translation>Einmal als Gesicht markiert, einmal nicht</translation>
    </message>
    <message>
        <source>Not in your library: {} from the file. Scan for new photos, then import again.</source>
        <translation>Nicht in deiner Bibliothek: {} aus der Datei. Such nach neuen Fotos und importiere die Datei dann noch einmal.</translation>
    </message>
    <message>
        <source>Taken {there} in the file, {} here</source>
        <translation>Aufnahmedatum in der Datei: {there}, hier: {}</translation>
    </message>
    <message>
        <source>This face is {} in your library</source>
        <translation>Dieses Gesicht ist in deiner Bibliothek {}</translation>
    </message>
    <message>
        <source>This saved search is different in the file</source>
        <translation>Diese gespeicherte Suche ist in der Datei anders</translation>
    </message>
    <message>
        <source>Unnamed person</source>
        <translation>Unbenannte Person</translation>
    </message>
    <message>
        <source>someone unnamed or ignored</source>
        <translation>jemand Unbenanntes oder Ignoriertes</translation>
    </message>
    <message>
        <source>{} added by Kinfolk</source>
        <translation>{} von Kinfolk hinzugefügt</translation>
    </message>
    <message>
        <source>{} for people you’ve named</source>
        <translation>{} für Personen, die du benannt hast</translation>
    </message>
    <message>
        <source>{} not found in your photos</source>
        <translation>{} auf deinen Fotos nicht gefunden</translation>
    </message>
    <message>
        <source>{} to suggestions</source>
        <translation>{} auf Vorschläge</translation>
    </message>
    <message>
        <source>{} with a name</source>
        <translation>{} mit Namen</translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message>
        <source>Add someone else…</source>
        <translation>Noch jemanden hinzufügen…</translation>
    </message>
    <message>
        <source>At other moments</source>
        <translation>An anderen Stellen</translation>
    </message>
    <message>
        <source>At this moment</source>
        <translation>An dieser Stelle</translation>
    </message>
    <message>
        <source>Go to this moment</source>
        <translation>Zu dieser Stelle</translation>
    </message>
    <message>
        <source>In this photo</source>
        <translation>Auf diesem Foto</translation>
    </message>
    <message>
        <source>In this video</source>
        <translation>In diesem Video</translation>
    </message>
    <message>
        <source>Live photo. Kinfolk doesn’t find faces in its video, {}.</source>
        <translation>Live-Foto. In seinem Video, {}, sucht Kinfolk nicht nach Gesichtern.</translation>
    </message>
    <message>
        <source>Name this face</source>
        <translation>Dieses Gesicht benennen</translation>
    </message>
    <message>
        <source>Names are stored in Kinfolk. The photo itself is never changed.</source>
        <translation>Die Namen werden in Kinfolk gespeichert. Das Foto selbst wird nie verändert.</translation>
    </message>
    <message>
        <source>Names are stored in Kinfolk. The video itself is never changed.</source>
        <translation>Die Namen werden in Kinfolk gespeichert. Das Video selbst wird nie verändert.</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>No faces found at this moment.</source>
        <translation>An dieser Stelle wurden keine Gesichter gefunden.</translation>
    </message>
    <message>
        <source>No faces found.</source>
        <translation>Keine Gesichter gefunden.</translation>
    </message>
    <message>
        <source>Photo info</source>
        <translation>Foto-Info</translation>
    </message>
    <message>
        <source>Remove {} from this photo</source>
        <translation>{} nicht mehr diesem Foto zuordnen</translation>
    </message>
    <message>
        <source>Show {}’s page</source>
        <translation>Seite von {} zeigen</translation>
    </message>
    <message>
        <source>Unnamed group</source>
        <translation>Unbenannte Gruppe</translation>
    </message>
    <message>
        <source>face not visible</source>
        <translation>Gesicht nicht zu sehen</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>entfernen</translation>
    </message>
</context>
<context>
    <name>KeepNamesSheet</name>
    <message>
        <source>Keep the files</source>
        <translation>Dateien behalten</translation>
    </message>
    <message>
        <source>Kinfolk saves the names of people in small XMP files next to {photos}.</source>
        <translation>Kinfolk speichert die Namen der Personen in kleinen XMP-Dateien neben {photos}.</translation>
    </message>
    <message>
        <source>Names are updated after each change, until you switch this off in the folder’s menu. The photos themselves are never changed. You can undo this.</source>
        <translation>Die Namen werden nach jeder Änderung aktualisiert, bis du das im Menü des Ordners ausschaltest. Die Fotos selbst werden nie verändert. Du kannst das rückgängig machen.</translation>
    </message>
    <message>
        <source>Remove from files</source>
        <translation>Aus Dateien entfernen</translation>
    </message>
    <message>
        <source>Save names</source>
        <translation>Namen speichern</translation>
    </message>
    <message>
        <source>Save names next to the photos in “{}”?</source>
        <translation>Namen neben den Fotos in „{}“ speichern?</translation>
    </message>
    <message>
        <source>Stop saving names next to the photos in “{}”?</source>
        <translation>Keine Namen mehr in „{}“ speichern?</translation>
    </message>
    <message>
        <source>Your names stay in Kinfolk. It can also remove them from {} next to the photos. What other apps wrote there stays; files that contain nothing else are deleted. The photos themselves are never changed.</source>
        <translation>Deine Namen bleiben in Kinfolk. Kinfolk kann sie auch aus {} neben den Fotos entfernen. Was andere Programme dort gespeichert haben, bleibt erhalten; Dateien ohne anderen Inhalt werden gelöscht. Die Fotos selbst werden nie verändert.</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>LessLikely</name>
    <message>
        <source>Hide less likely ones</source>
        <translation>Weniger wahrscheinliche verbergen</translation>
    </message>
    <message>
        <source>Show less likely ones ({})</source>
        <translation>Weniger wahrscheinliche zeigen ({})</translation>
    </message>
</context>
<context>
    <name>LookCloser</name>
    <message>
        <source>Add to {}</source>
        <translation>Zu {} hinzufügen</translation>
    </message>
    <message>
        <source>Click a face or press Space to remove it, or drag it to someone else. To see its photo, press Ctrl+O or hold the mouse button.</source>
        <translation>Klick oder Leertaste entfernt ein Gesicht, Ziehen bringt es zu jemand anderem. Foto ansehen: Strg+O oder Maustaste halten.</translation>
    </message>
    <message>
        <source>Keep at least one face in the group.</source>
        <translation>Lass mindestens ein Gesicht in der Gruppe.</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Merge with…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>Verschieben…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Benennen</translation>
    </message>
    <message>
        <source>Name {}</source>
        <translation>{} benennen</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücklegen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove any faces of someone else, then name the rest.</source>
        <translation>Entferne Gesichter anderer Personen und benenne dann die übrigen.</translation>
    </message>
    <message>
        <source>Remove {}</source>
        <translation>{} entfernen</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>Aufteilen…</translation>
    </message>
    <message>
        <source>{faces} will be added to {name}, who is already in {photos}.</source>
        <translation>{name} (schon auf {photos}) bekommt {faces} dazu.</translation>
    </message>
    <message>
        <source>{faces} will be added to {name}, who is already in {photos}. {out} will move to Unnamed.</source>
        <translation>{name} (schon auf {photos}) bekommt {faces} dazu. „Unbenannt“ bekommt {out}.</translation>
    </message>
    <message>
        <source>{faces} will be named {name}.</source>
        <translation>Dann bekommt {name} {faces}.</translation>
    </message>
    <message>
        <source>{faces} will be named {name}. {out} will move to Unnamed.</source>
        <translation>Dann bekommt {name} {faces}. „Unbenannt“ bekommt {out}.</translation>
    </message>
    <message>
        <source>{}, least alike first</source>
        <translation>{}, unähnliche zuerst</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo: {}</source>
        <translation>Wiederholen: {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: {}</source>
        <translation>Rückgängig: {}</translation>
    </message>
</context>
<context>
    <name>MergePortraits</name>
    <message>
        <source>Portrait to keep</source>
        <translation>Porträt, das bleibt</translation>
    </message>
</context>
<context>
    <name>MergeSheet</name>
    <message>
        <source>All their photos will belong to one person.</source>
        <translation>Alle ihre Fotos gehören dann zu einer Person.</translation>
    </message>
    <message>
        <source>Birth date to keep</source>
        <translation>Geburtsdatum, das bleibt</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Geboren</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Merge anyway</source>
        <translation>Trotzdem zusammenführen</translation>
    </message>
    <message>
        <source>Merge {}</source>
        <translation>{} zusammenführen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name to keep</source>
        <translation>Name, der bleibt</translation>
    </message>
    <message>
        <source>No one appears twice in one photo, unless it shows a mirror or a picture of them.</source>
        <translation>Niemand ist zweimal auf demselben Foto, außer in einem Spiegel oder auf einem Bild darin.</translation>
    </message>
    <message>
        <source>Show photos</source>
        <translation>Fotos zeigen</translation>
    </message>
    <message>
        <source>Some of them appear together in {}, so they’re different people.</source>
        <translation>Einige von ihnen sind zusammen auf {}, also sind es verschiedene Personen.</translation>
    </message>
    <message>
        <source>The group will have {}.</source>
        <translation>Die Gruppe hat dann {}.</translation>
    </message>
    <message>
        <source>The ringed portrait is kept. Click another one to keep that instead.</source>
        <translation>Das umrandete Porträt bleibt. Klick auf ein anderes, um stattdessen dieses zu behalten.</translation>
    </message>
    <message>
        <source>These two don’t look much alike.</source>
        <translation>Diese beiden sehen sich nicht sehr ähnlich.</translation>
    </message>
    <message>
        <source>They appear together in {}, so they’re two people.</source>
        <translation>Sie sind zusammen auf {}, also sind es zwei Personen.</translation>
    </message>
    <message>
        <source>{names} doesn’t look much like {name:the group}.</source>
        <translation>{names} sieht {name:der Gruppe} nicht sehr ähnlich.</translation>
    </message>
    <message>
        <source>{names} don’t look much like {name:the group}.</source>
        <translation>{names} sehen {name:der Gruppe} nicht sehr ähnlich.</translation>
    </message>
    <message>
        <source>{name} will have {faces}.</source>
        <translation>{name} hat dann {faces}.</translation>
    </message>
</context>
<context>
    <name>NameConflictsSheet</name>
    <message>
        <source>Keep mine</source>
        <translation>Aus Kinfolk behalten</translation>
    </message>
    <message>
        <source>Kept yours instead of {} in files</source>
        <translation>{} aus Dateien nicht übernommen</translation>
    </message>
    <message>
        <source>Name conflicts</source>
        <translation>Namenskonflikte</translation>
    </message>
    <message>
        <source>No conflicts. If names in your photo files differ from yours, or from each other, they appear here. Nothing is overwritten.</source>
        <translation>Keine Konflikte. Wenn Namen in deinen Fotodateien von denen in Kinfolk abweichen oder einander widersprechen, erscheinen sie hier. Es wird nichts überschrieben.</translation>
    </message>
    <message>
        <source>Use the file’s name</source>
        <translation>Aus der Datei übernehmen</translation>
    </message>
    <message>
        <source>Your files aren’t changed.</source>
        <translation>Deine Dateien werden nicht verändert.</translation>
    </message>
    <message>
        <source>{} used from files</source>
        <translation>{} aus Dateien übernommen</translation>
    </message>
</context>
<context>
    <name>NameEdit</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
</context>
<context>
    <name>Naming</name>
    <message>
        <source>Nothing was ignored. {why}</source>
        <translation>Es wurde nichts ignoriert. {why}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>tells them apart</source>
        <translation>unterscheidet sie</translation>
    </message>
    <message>
        <source>“{name}” wasn’t saved. {why}</source>
        <translation>„{name}“ wurde nicht gespeichert. {why}</translation>
    </message>
</context>
<context>
    <name>NewFacesBoard</name>
    <message>
        <source>New faces to check</source>
        <translation>Neue Gesichter zum Prüfen</translation>
    </message>
    <message>
        <source>{name}, new face {place} of {number}</source>
        <translation>{name}, neues Gesicht {place} von {number}</translation>
    </message>
    <message>
        <source>{}, worth checking</source>
        <translation>{}, zu prüfen</translation>
    </message>
</context>
<context>
    <name>NewFacesCard</name>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Confirm {}</source>
        <translation>{} bestätigen</translation>
    </message>
    <message>
        <source>Confirm {} shown</source>
        <translation>{} bestätigen</translation>
    </message>
    <message>
        <source>Known faces of {}</source>
        <translation>Bekannte Gesichter von {}</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>New faces of {}</source>
        <translation>Neue Gesichter von {}</translation>
    </message>
    <message>
        <source>Not them</source>
        <translation>Jemand anders</translation>
    </message>
    <message>
        <source>Not {}</source>
        <translation>Nicht {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>{} confirmed</source>
        <translation>{} bestätigt</translation>
    </message>
    <message>
        <source>{} new</source>
        <translation>{} neu</translation>
    </message>
    <message>
        <source>{} to check</source>
        <translation>{} prüfen</translation>
    </message>
</context>
<context>
    <name>NewFacesPage</name>
    <message>
        <source>After these, {} to go.</source>
        <translation>Danach noch {}.</translation>
    </message>
    <message>
        <source>Amber dots mark the {} faces Kinfolk is least sure of.</source>
        <translation>Gelbe Punkte zeigen die {} Gesichter, bei denen Kinfolk am wenigsten sicher ist.</translation>
    </message>
    <message>
        <source>Click a face that’s wrong: it moves to Unnamed.</source>
        <translation>Klick auf ein falsches Gesicht: Es kommt zu „Unbenannt“.</translation>
    </message>
    <message>
        <source>Confirm all</source>
        <translation>Alle bestätigen</translation>
    </message>
    <message>
        <source>Confirm {} shown</source>
        <translation>Gezeigte bestätigen ({})</translation>
    </message>
    <message>
        <source>New faces</source>
        <translation>Neue Gesichter</translation>
    </message>
    <message>
        <source>No new faces</source>
        <translation>Keine neuen Gesichter</translation>
    </message>
    <message>
        <source>The amber dot marks the face Kinfolk is least sure of.</source>
        <translation>Der gelbe Punkt zeigt das Gesicht, bei dem Kinfolk am wenigsten sicher ist.</translation>
    </message>
    <message>
        <source>When a scan recognises people you know, their new faces appear here for you to check and confirm.</source>
        <translation>Wenn ein Suchlauf bekannte Personen wiedererkennt, erscheinen ihre neuen Gesichter hier, damit du sie prüfen und bestätigen kannst.</translation>
    </message>
    <message>
        <source>nothing left to check</source>
        <translation>nichts mehr zu prüfen</translation>
    </message>
    <message>
        <source>{faces} since {when}</source>
        <translation>{faces} seit {when}</translation>
    </message>
    <message>
        <source>{faces} since {when}, {groups} below</source>
        <translation>{faces} seit {when}, unten {groups}</translation>
    </message>
    <message>
        <source>{faces}, {groups} below</source>
        <translation>{faces}, unten {groups}</translation>
    </message>
</context>
<context>
    <name>NewFacesSheet</name>
    <message>
        <source>Click it or press Space to remove it, or drag it to someone else.</source>
        <translation>Ein Klick oder die Leertaste entfernt es; du kannst es auch zu jemand anderem ziehen.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Confirm the others</source>
        <translation>Die anderen bestätigen</translation>
    </message>
    <message>
        <source>New faces of {}</source>
        <translation>Neue Gesichter von {}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>{right} will be confirmed as {name}. {out} will be removed.</source>
        <translation>Du bestätigst {right} als {name} und entfernst {out}.</translation>
    </message>
    <message>
        <source>{}, least certain first. Click a face or press Space to remove it, or drag it to someone else.</source>
        <translation>{}, die unsichersten zuerst. Ein Klick oder die Leertaste entfernt ein Gesicht; du kannst es auch zu jemand anderem ziehen.</translation>
    </message>
</context>
<context>
    <name>NewGroups</name>
    <message>
        <source>Name them one by one</source>
        <translation>Nacheinander benennen</translation>
    </message>
    <message>
        <source>New groups</source>
        <translation>Neue Gruppen</translation>
    </message>
    <message>
        <source>{groups}, the {number} largest shown</source>
        <translation>{groups}, davon die {number} größten gezeigt</translation>
    </message>
</context>
<context>
    <name>NewPersonDialog</name>
    <message>
        <source>A new group</source>
        <translation>Eine neue Gruppe</translation>
    </message>
    <message>
        <source>Add to {}</source>
        <translation>Zu {} hinzufügen</translation>
    </message>
    <message>
        <source>Create group</source>
        <translation>Gruppe anlegen</translation>
    </message>
    <message>
        <source>Create person</source>
        <translation>Person anlegen</translation>
    </message>
    <message>
        <source>Enter a name or select a face.</source>
        <translation>Gib einen Namen ein oder wähle ein Gesicht aus.</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>No faces yet. You can add some later.</source>
        <translation>Noch keine Gesichter. Du kannst später welche hinzufügen.</translation>
    </message>
    <message>
        <source>Select the faces to add to {}.</source>
        <translation>Wähle die Gesichter aus, die zu {} kommen.</translation>
    </message>
    <message>
        <source>{faces} will be added to {name}. {moving:Your photos aren’t changed.}</source>
        <translation>Dann bekommt {name} {faces}. {moving:Deine Fotos werden nicht verändert.}</translation>
    </message>
    <message>
        <source>{faces} will become an unnamed group. {moving:Your photos aren’t changed.}</source>
        <translation>Eine neue unbenannte Gruppe bekommt {faces}. {moving:Deine Fotos werden nicht verändert.}</translation>
    </message>
    <message>
        <source>{number} added to {name}</source>
        <translation>{number} zu {name} hinzugefügt</translation>
    </message>
    <message>
        <source>{whom} added with {faces}</source>
        <translation>{whom} hinzugefügt: {faces}</translation>
    </message>
    <message>
        <source>{} added</source>
        <translation>{} hinzugefügt</translation>
    </message>
</context>
<context>
    <name>NewPlace</name>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
</context>
<context>
    <name>NoStartSheet</name>
    <message>
        <source>Kinfolk can’t open</source>
        <translation>Kinfolk kann nicht starten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Your photos are safe: the library only contains your names and decisions. Kinfolk hasn’t changed anything.</source>
        <translation>Deine Fotos sind sicher: In der Bibliothek stehen nur deine Namen und Entscheidungen. Kinfolk hat nichts geändert.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>Offer</name>
    <message>
        <source>Add {faces} to {name}</source>
        <translation>{faces} zu {name} hinzufügen</translation>
    </message>
</context>
<context>
    <name>OfferList</name>
    <message>
        <source>No matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>Search suggestions</source>
        <translation>Suchvorschläge</translation>
    </message>
</context>
<context>
    <name>OfferSheet</name>
    <message>
        <source>Choose another backup…</source>
        <translation>Sicherung wählen…</translation>
    </message>
    <message>
        <source>Look for a backup elsewhere…</source>
        <translation>Anderswo nach einer Sicherung suchen…</translation>
    </message>
    <message>
        <source>Looking for a good backup…</source>
        <translation>Eine intakte Sicherung wird gesucht…</translation>
    </message>
    <message>
        <source>Newest good backup</source>
        <translation>Neueste intakte Sicherung</translation>
    </message>
    <message>
        <source>No backup found in the usual places</source>
        <translation>An den üblichen Orten wurde keine Sicherung gefunden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Restore this backup</source>
        <translation>Diese Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>There may be one on another drive.</source>
        <translation>Vielleicht liegt eine auf einem anderen Laufwerk.</translation>
    </message>
    <message>
        <source>Your photos are safe, and Kinfolk has stopped writing to the library. You can restore a backup; the damaged file is kept next to it.</source>
        <translation>Deine Fotos sind sicher, und Kinfolk schreibt nichts mehr in die Bibliothek. Du kannst eine Sicherung wiederherstellen; die beschädigte Datei bleibt daneben liegen.</translation>
    </message>
</context>
<context>
    <name>OpenedPhotos</name>
    <message>
        <source>Add its folder</source>
        <translation>Seinen Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Durchsuchen</translation>
    </message>
    <message>
        <source>“{}” hasn’t been scanned yet</source>
        <translation>„{}“ wurde noch nicht durchsucht</translation>
    </message>
    <message>
        <source>“{}” isn’t in any folder in your library</source>
        <translation>„{}“ ist in keinem Ordner deiner Bibliothek</translation>
    </message>
</context>
<context>
    <name>Ops</name>
    <message>
        <source>Redoing…</source>
        <translation>Wird wiederholt…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Undoing…</source>
        <translation>Wird rückgängig gemacht…</translation>
    </message>
    <message>
        <source>“{step}” wasn’t saved. {reason}</source>
        <translation>„{step}“ wurde nicht gespeichert. {reason}</translation>
    </message>
</context>
<context>
    <name>OutputSheet</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change folder</source>
        <translation>Ordner ändern</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>None chosen</source>
        <translation>Keiner gewählt</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
</context>
<context>
    <name>OwnSteps</name>
    <message>
        <source>The last step was made elsewhere: {}</source>
        <translation>Der letzte Schritt wurde anderswo gemacht: {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>This search needs a newer version of Kinfolk. Update Kinfolk to use it.</source>
        <translation>Diese Suche braucht eine neuere Version von Kinfolk. Aktualisiere Kinfolk, um sie zu verwenden.</translation>
    </message>
</context>
<context>
    <name>PeopleActions</name>
    <message>
        <source>Merge into {}</source>
        <translation>Mit {} zusammenführen</translation>
    </message>
    <message>
        <source>Merged {what:a group} into {into:another group}</source>
        <translation>{what:Eine Gruppe} mit {into:einer anderen Gruppe} zusammengeführt</translation>
    </message>
    <message>
        <source>Named {}</source>
        <translation>{} benannt</translation>
    </message>
    <message>
        <source>Renamed to {}</source>
        <translation>Umbenannt in {}</translation>
    </message>
    <message>
        <source>{faces} removed from {name:this group}</source>
        <translation>{faces} von {name:dieser Gruppe} entfernt</translation>
    </message>
    <message>
        <source>{name:This group} may appear twice in {photos}</source>
        <translation>{name:Diese Gruppe} darf zweimal vorkommen: {photos}</translation>
    </message>
    <message>
        <source>{name:This group}’s birth date changed</source>
        <translation>Geburtsdatum von {name:dieser Gruppe} geändert</translation>
    </message>
    <message>
        <source>{name:This group}’s portrait changed</source>
        <translation>Porträt von {name:dieser Gruppe} geändert</translation>
    </message>
    <message>
        <source>{who:This group} added to favourites</source>
        <translation>{who:Diese Gruppe} zu den Favoriten hinzugefügt</translation>
    </message>
    <message>
        <source>{who:This group} deleted. Your photos are unchanged.</source>
        <translation>{who:Diese Gruppe} gelöscht. Deine Fotos sind unverändert.</translation>
    </message>
    <message>
        <source>{who:This group} hidden</source>
        <translation>{who:Diese Gruppe} verborgen</translation>
    </message>
    <message>
        <source>{who:This group} removed from favourites</source>
        <translation>{who:Diese Gruppe} aus den Favoriten entfernt</translation>
    </message>
    <message>
        <source>{who:This group} shown again</source>
        <translation>{who:Diese Gruppe} wieder zu sehen</translation>
    </message>
    <message>
        <source>{} ignored</source>
        <translation>{} ignoriert</translation>
    </message>
    <message>
        <source>{} is now unnamed</source>
        <translation>{} ist jetzt unbenannt</translation>
    </message>
    <message>
        <source>{} removed. Your photos are unchanged.</source>
        <translation>{} entfernt. Deine Fotos sind unverändert.</translation>
    </message>
</context>
<context>
    <name>PeopleFilterBar</name>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Together with</source>
        <translation>Zusammen mit</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>{} weitere</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>Unnamed group</source>
        <translation>Unbenannte Gruppe</translation>
    </message>
</context>
<context>
    <name>PeopleRow</name>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Most alike</source>
        <translation>Ähnlichste</translation>
    </message>
</context>
<context>
    <name>PersonChip</name>
    <message>
        <source>Only photos with {}</source>
        <translation>Nur Fotos mit {}</translation>
    </message>
    <message>
        <source>Only photos without {}</source>
        <translation>Nur Fotos ohne {}</translation>
    </message>
    <message>
        <source>With or without {}</source>
        <translation>Mit oder ohne {}</translation>
    </message>
    <message>
        <source>without {}</source>
        <translation>ohne {}</translation>
    </message>
</context>
<context>
    <name>PersonChooser</name>
    <message>
        <source>Choose a person.</source>
        <translation>Wähle eine Person.</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move {} to…</source>
        <translation>{} verschieben zu…</translation>
    </message>
    <message>
        <source>New person “{}”…</source>
        <translation>Neue Person „{}“…</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>Neue Person…</translation>
    </message>
    <message>
        <source>No people found.</source>
        <translation>Keine Personen gefunden.</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>You can check the faces first.</source>
        <translation>Du kannst die Gesichter vorher prüfen.</translation>
    </message>
</context>
<context>
    <name>PersonDelegate</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Unbenannt</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Birth date</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Drop a face here or select one</source>
        <translation>Gesicht hierher ziehen oder auswählen</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Leave empty to name them later</source>
        <translation>Leer lassen, um später zu benennen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>No one else has this name.</source>
        <translation>So heißt sonst niemand.</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>{name} is already in {number}.</source>
        <translation>{name} ist schon auf {number}.</translation>
    </message>
    <message>
        <source>“{}” tells them apart. Type over it to change it.</source>
        <translation>„{}“ unterscheidet sie. Zum Ändern einfach überschreiben.</translation>
    </message>
</context>
<context>
    <name>PersonHeader</name>
    <message>
        <source>A dot marks faces added by Kinfolk that you haven’t confirmed.</source>
        <translation>Ein Punkt zeigt Gesichter, die Kinfolk hinzugefügt hat und die du noch nicht bestätigt hast.</translation>
    </message>
    <message>
        <source>Add birth date</source>
        <translation>Geburtsdatum eintragen</translation>
    </message>
    <message>
        <source>Born {}</source>
        <translation>Geboren {}</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Favourites come first</source>
        <translation>Favoriten kommen zuerst</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>{} confirmed</source>
        <translation>{} bestätigt</translation>
    </message>
</context>
<context>
    <name>PersonLine</name>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>A person without a name moves to Unnamed.</source>
        <translation>Eine Person ohne Namen kommt zu „Unbenannt“.</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>Nach Jahr</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Merge into {}</source>
        <translation>Mit {} zusammenführen</translation>
    </message>
    <message>
        <source>Person tabs</source>
        <translation>Reiter der Person</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Remove name</source>
        <translation>Namen entfernen</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Wieder zeigen</translation>
    </message>
    <message>
        <source>Together with</source>
        <translation>Zusammen mit</translation>
    </message>
</context>
<context>
    <name>PersonRows</name>
    <message>
        <source>Unnamed group</source>
        <translation>Unbenannte Gruppe</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>Face marked</source>
        <translation>Gesicht markiert</translation>
    </message>
    <message>
        <source>Frame moved</source>
        <translation>Rahmen verschoben</translation>
    </message>
    <message>
        <source>Named {}</source>
        <translation>{} benannt</translation>
    </message>
    <message>
        <source>{name:This group} added to this photo</source>
        <translation>{name:Diese Gruppe} zu diesem Foto hinzugefügt</translation>
    </message>
    <message>
        <source>{name:This group} removed from this photo</source>
        <translation>{name:Diese Gruppe} diesem Foto nicht mehr zugeordnet</translation>
    </message>
</context>
<context>
    <name>PhotoGridCommands</name>
    <message>
        <source>Contact sheet…</source>
        <translation>Kontaktbogen…</translation>
    </message>
    <message>
        <source>Select all {}</source>
        <translation>Alle {} auswählen</translation>
    </message>
    <message>
        <source>Set dates…</source>
        <translation>Datum eintragen…</translation>
    </message>
    <message>
        <source>Set date…</source>
        <translation>Datum eintragen…</translation>
    </message>
    <message>
        <source>Slide show</source>
        <translation>Diashow</translation>
    </message>
</context>
<context>
    <name>PhotoNaming</name>
    <message>
        <source>Who else is in this photo?</source>
        <translation>Wer ist noch auf diesem Foto?</translation>
    </message>
</context>
<context>
    <name>PhotoTools</name>
    <message>
        <source>File options</source>
        <translation>Optionen der Datei</translation>
    </message>
    <message>
        <source>File ▾</source>
        <translation>Datei ▾</translation>
    </message>
    <message>
        <source>Fit to window or actual size</source>
        <translation>Einpassen oder Originalgröße</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Mark a face</source>
        <translation>Gesicht markieren</translation>
    </message>
    <message>
        <source>Moments with faces (full stop, comma)</source>
        <translation>Stellen mit Gesichtern (Punkt, Komma)</translation>
    </message>
    <message>
        <source>Names: {} ▾</source>
        <translation>Namen: {} ▾</translation>
    </message>
    <message>
        <source>No other moments with faces</source>
        <translation>Keine anderen Stellen mit Gesichtern</translation>
    </message>
    <message>
        <source>When to show names</source>
        <translation>Wann Namen zu sehen sind</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>on hover</source>
        <translation>unter der Maus</translation>
    </message>
    <message>
        <source>{} %, fit to window</source>
        <translation>{} %, eingepasst</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Drag the frame to move it, or its corners to resize it</source>
        <translation>Zieh den Rahmen, um ihn zu verschieben, oder seine Ecken, um die Größe zu ändern</translation>
    </message>
    <message>
        <source>Drag to draw a frame around the face</source>
        <translation>Zieh einen Rahmen um das Gesicht</translation>
    </message>
    <message>
        <source>Kinfolk can’t play this video. It opens in your video player.</source>
        <translation>Kinfolk kann dieses Video nicht abspielen. Es öffnet sich in deinem Videoprogramm.</translation>
    </message>
    <message>
        <source>Path copied</source>
        <translation>Pfad kopiert</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>This video opens in your video player. To play it here, Kinfolk needs the “video” extra and, on Linux, libpulse.</source>
        <translation>Dieses Video öffnet sich in deinem Videoprogramm. Damit es hier läuft, braucht Kinfolk den Zusatz „video“ und unter Linux libpulse.</translation>
    </message>
    <message>
        <source>Waiting for the photo to load…</source>
        <translation>Das Foto wird noch geladen…</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>anhalten</translation>
    </message>
    <message>
        <source>play</source>
        <translation>abspielen</translation>
    </message>
</context>
<context>
    <name>PhotosPage</name>
    <message>
        <source>Add a folder to see its photos here. Your photos are never changed.</source>
        <translation>Füge einen Ordner hinzu, um hier seine Fotos zu sehen. Deine Fotos werden nie verändert.</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordner</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Finding photos</source>
        <translation>Fotos werden gesucht</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>No matching photos</source>
        <translation>Keine passenden Fotos</translation>
    </message>
    <message>
        <source>No photos have been found in your folders yet. Scan again ({}), or add another folder.</source>
        <translation>In deinen Ordnern wurden noch keine Fotos gefunden. Starte den Suchlauf noch einmal ({}) oder füge einen weiteren Ordner hinzu.</translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation>Keine Fotos hier</translation>
    </message>
    <message>
        <source>No photos in this folder</source>
        <translation>Keine Fotos in diesem Ordner</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos found in another folder are shown there.</source>
        <translation>Fotos, die in einem anderen Ordner gefunden wurden, sind dort zu sehen.</translation>
    </message>
    <message>
        <source>Photos you add to the folder appear here after a scan ({}).</source>
        <translation>Fotos, die du in den Ordner legst, erscheinen hier nach einem Suchlauf ({}).</translation>
    </message>
    <message>
        <source>Remove “{}”</source>
        <translation>„{}“ entfernen</translation>
    </message>
    <message>
        <source>Removing any one search term still finds nothing.</source>
        <translation>Auch ohne einen einzelnen Suchbegriff wird nichts gefunden.</translation>
    </message>
    <message>
        <source>Search all folders</source>
        <translation>Alle Ordner durchsuchen</translation>
    </message>
    <message>
        <source>Searching all folders finds {}.</source>
        <translation>In allen Ordnern findet die Suche {}.</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos zeigen</translation>
    </message>
    <message>
        <source>Slide show, copies, PDF</source>
        <translation>Diashow, Kopien, PDF</translation>
    </message>
    <message>
        <source>They appear here as they’re found.</source>
        <translation>Sie erscheinen hier, sobald sie gefunden werden.</translation>
    </message>
    <message>
        <source>Without “{what}”, the search finds {photos}.</source>
        <translation>Ohne „{what}“ findet die Suche {photos}.</translation>
    </message>
    <message>
        <source>{selected} of {photos} selected</source>
        <translation>{selected} von {photos} ausgewählt</translation>
    </message>
</context>
<context>
    <name>PhotosTab</name>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>No matching photos</source>
        <translation>Keine passenden Fotos</translation>
    </message>
    <message>
        <source>No photos match your choice of people.</source>
        <translation>Keine Fotos passen zu deiner Auswahl von Personen.</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos appear here once this person has faces.</source>
        <translation>Fotos erscheinen hier, sobald diese Person Gesichter hat.</translation>
    </message>
</context>
<context>
    <name>PlaceSection</name>
    <message>
        <source>Checking how much space it needs…</source>
        <translation>Es wird geprüft, wie viel Platz sie braucht…</translation>
    </message>
    <message>
        <source>Choose a folder for the library</source>
        <translation>Ordner für die Bibliothek wählen</translation>
    </message>
    <message>
        <source>Kinfolk closes its window while it copies and verifies {size} ({free} available there). Once it has opened the copy, the original files are deleted here. Your photos stay where they are.</source>
        <translation>Kinfolk schließt sein Fenster, während es {size} kopiert und prüft ({free} sind dort frei). Sobald es die Kopie geöffnet hat, werden die ursprünglichen Dateien hier gelöscht. Deine Fotos bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Speicherort</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move library…</source>
        <translation>Bibliothek verschieben…</translation>
    </message>
    <message>
        <source>Move the library to {}?</source>
        <translation>Die Bibliothek nach {} verschieben?</translation>
    </message>
    <message>
        <source>Move to default location</source>
        <translation>An den üblichen Speicherort verschieben</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>The library can’t be moved there</source>
        <translation>Dorthin lässt sich die Bibliothek nicht verschieben</translation>
    </message>
    <message>
        <source>This folder contains your names and decisions, backups and added engines. The cache with pictures of faces moves with it; your photos stay where they are.</source>
        <translation>Dieser Ordner enthält die vergebenen Namen, deine Entscheidungen, Sicherungen und hinzugefügte Engines. Der Zwischenspeicher mit Bildern von Gesichtern zieht mit um; die Fotos bleiben, wo sie sind.</translation>
    </message>
</context>
<context>
    <name>ProblemsSheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Every scanned photo could be read.</source>
        <translation>Jedes durchsuchte Foto konnte gelesen werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Unknown reason.</source>
        <translation>Grund unbekannt.</translation>
    </message>
    <message>
        <source>Unreadable photos</source>
        <translation>Unlesbare Fotos</translation>
    </message>
    <message>
        <source>When a photo changes, it’s read again automatically.</source>
        <translation>Wenn sich ein Foto ändert, wird es automatisch neu gelesen.</translation>
    </message>
    <message>
        <source>{} couldn’t be read. All others were read.</source>
        <translation>Nicht lesbar: {}. Alles andere wurde gelesen.</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Choose a folder with photos</source>
        <translation>Ordner mit Fotos wählen</translation>
    </message>
    <message>
        <source>Moving the library: {} of {}…</source>
        <translation>Die Bibliothek wird verschoben: {} von {}…</translation>
    </message>
    <message>
        <source>Verifying and restoring the backup…</source>
        <translation>Die Sicherung wird geprüft und wiederhergestellt…</translation>
    </message>
    <message>
        <source>move</source>
        <translation>bewegen</translation>
    </message>
</context>
<context>
    <name>Recognition</name>
    <message>
        <source>Checking {}…</source>
        <translation>{} wird geprüft…</translation>
    </message>
    <message>
        <source>Choose an engine</source>
        <translation>Engine wählen</translation>
    </message>
    <message>
        <source>Getting {} ready…</source>
        <translation>{} wird vorbereitet…</translation>
    </message>
    <message>
        <source>Install from a file…</source>
        <translation>Aus einer Datei installieren…</translation>
    </message>
    <message>
        <source>Install this engine</source>
        <translation>Diese Engine installieren</translation>
    </message>
    <message>
        <source>Its files ({size}) will be deleted, and {engine} will be used instead. To use it again, you’ll need to reinstall it.</source>
        <translation>Ihre Dateien ({size}) werden gelöscht, und {engine} wird von da an verwendet. Um sie wieder zu verwenden, musst du sie neu installieren.</translation>
    </message>
    <message>
        <source>Its files ({size}) will be deleted. To use it again, you’ll need to reinstall it.</source>
        <translation>Ihre Dateien ({size}) werden gelöscht. Um sie wieder zu verwenden, musst du sie neu installieren.</translation>
    </message>
    <message>
        <source>Models (*.onnx)</source>
        <translation>Modelle (*.onnx)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {}?</source>
        <translation>{} entfernen?</translation>
    </message>
    <message>
        <source>Removing {}…</source>
        <translation>{} wird entfernt…</translation>
    </message>
    <message>
        <source>This file can’t be used as an engine</source>
        <translation>Diese Datei lässt sich nicht als Engine verwenden</translation>
    </message>
    <message>
        <source>Use engine</source>
        <translation>Engine verwenden</translation>
    </message>
    <message>
        <source>Use {}?</source>
        <translation>{} verwenden?</translation>
    </message>
    <message>
        <source>the previous engine</source>
        <translation>der vorigen Engine</translation>
    </message>
    <message>
        <source>{} can’t be removed</source>
        <translation>{} kann nicht entfernt werden</translation>
    </message>
    <message>
        <source>{} can’t be used</source>
        <translation>{} kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>{} with faces will be scanned again in the background. You can keep working, pause the scan, or close Kinfolk and it resumes next time. All your names, answers and faces stay. Data from {} is kept, so you can switch back at any time.</source>
        <translation>{} mit Gesichtern werden im Hintergrund neu durchsucht. Du kannst weiterarbeiten, den Suchlauf anhalten oder Kinfolk schließen: Beim nächsten Mal geht es weiter. Alle vergebenen Namen, Entscheidungen und Gesichter bleiben. Die Daten von {} bleiben erhalten, du kannst also jederzeit zurückwechseln.</translation>
    </message>
</context>
<context>
    <name>RejectedModel</name>
    <message>
        <source>Not a face, in {}</source>
        <translation>Kein Gesicht, in {}</translation>
    </message>
    <message>
        <source>Not sure: are {name:a group} and {other:a group} the same person?</source>
        <translation>Nicht sicher: Sind {name:eine Gruppe} und {other:eine Gruppe} dieselbe Person?</translation>
    </message>
    <message>
        <source>Not sure: is this {name:this group}?</source>
        <translation>Nicht sicher: Ist das {name:diese Gruppe}?</translation>
    </message>
    <message>
        <source>Not {name:this group}</source>
        <translation>Nicht {name:diese Gruppe}</translation>
    </message>
    <message>
        <source>{name:A group} and {other:a group} are different people</source>
        <translation>{name:Eine Gruppe} und {other:eine Gruppe} sind verschiedene Personen</translation>
    </message>
    <message>
        <source>{name:A group} may appear twice in {photo}</source>
        <translation>{name:Eine Gruppe} darf zweimal vorkommen: {photo}</translation>
    </message>
</context>
<context>
    <name>RejectedSheet</name>
    <message>
        <source>Ask again</source>
        <translation>Wieder fragen</translation>
    </message>
    <message>
        <source>Nothing here yet. When you answer no or “not sure” to a suggestion, or mark something as not a face, it appears here, and you can let Kinfolk ask again.</source>
        <translation>Noch nichts. Wenn du einen Vorschlag ablehnst, mit „nicht sicher“ antwortest oder etwas als „kein Gesicht“ markierst, steht es hier, und du kannst Kinfolk noch einmal fragen lassen.</translation>
    </message>
    <message>
        <source>Rejected suggestions</source>
        <translation>Abgelehnte Vorschläge</translation>
    </message>
    <message>
        <source>Select answers that Kinfolk may ask about again.</source>
        <translation>Wähle Antworten aus, nach denen Kinfolk wieder fragen darf.</translation>
    </message>
    <message>
        <source>{} cleared</source>
        <translation>{} gelöscht</translation>
    </message>
</context>
<context>
    <name>RemoveFolderSheet</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove “{}” from the library?</source>
        <translation>„{}“ aus der Bibliothek entfernen?</translation>
    </message>
</context>
<context>
    <name>RenameSheet</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename search</source>
        <translation>Suche umbenennen</translation>
    </message>
</context>
<context>
    <name>ReportSheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Kinfolk ran into a problem and couldn’t finish what it was doing.</source>
        <translation>Kinfolk ist auf ein Problem gestoßen und konnte etwas nicht zu Ende bringen.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>You can keep working. If it happens again, restart Kinfolk and give this report to the person who gave you Kinfolk. It contains no photos, names or file paths.</source>
        <translation>Du kannst weiterarbeiten. Wenn es noch einmal passiert, starte Kinfolk neu und schick diesen Bericht der Person, von der du Kinfolk hast. Er enthält keine Fotos, Namen oder Pfade.</translation>
    </message>
    <message>
        <source>Your photos and everything saved earlier are safe. Please check whether your last change was saved.</source>
        <translation>Deine Fotos und alles, was vorher gespeichert wurde, sind sicher. Bitte sieh nach, ob deine letzte Änderung gespeichert wurde.</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>RestoreSheet</name>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei…</translation>
    </message>
    <message>
        <source>Backups (*.db);;All files (*)</source>
        <translation>Sicherungen (*.db);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>Sicherung wählen</translation>
    </message>
    <message>
        <source>No backups yet.</source>
        <translation>Noch keine Sicherungen.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Eine Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Your library goes back to how it was then. The current version is kept next to it, and you can restore it from here too.</source>
        <translation>Deine Bibliothek kehrt auf den Stand der Sicherung zurück. Der jetzige Stand bleibt in einer Datei daneben, und auch ihn kannst du hier wiederherstellen.</translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message>
        <source>Not sure about {name:a group}: {faces}</source>
        <translation>Nicht sicher bei {name:einer Gruppe}: {faces}</translation>
    </message>
    <message>
        <source>Not sure: {0} and {1}</source>
        <translation>Nicht sicher: {0} und {1}</translation>
    </message>
    <message>
        <source>Not {name:a group}: {faces}</source>
        <translation>Nicht {name:eine Gruppe}: {faces}</translation>
    </message>
    <message>
        <source>{0} and {1} are different people</source>
        <translation>{0} und {1} sind verschiedene Personen</translation>
    </message>
    <message>
        <source>{0} merged into {1}</source>
        <translation>{0} mit {1} zusammengeführt</translation>
    </message>
    <message>
        <source>{faces} added to {name:a group}</source>
        <translation>{faces} zu {name:einer Gruppe} hinzugefügt</translation>
    </message>
    <message>
        <source>{} removed. Your photos are unchanged.</source>
        <translation>{} entfernt. Deine Fotos sind unverändert.</translation>
    </message>
</context>
<context>
    <name>ReviewBoard</name>
    <message>
        <source>Suggestions to review</source>
        <translation>Vorschläge zum Prüfen</translation>
    </message>
    <message>
        <source>accept this</source>
        <translation>dieses annehmen</translation>
    </message>
    <message>
        <source>accept {}</source>
        <translation>{} annehmen</translation>
    </message>
    <message>
        <source>different people</source>
        <translation>verschiedene Personen</translation>
    </message>
    <message>
        <source>not them</source>
        <translation>nicht diese Person</translation>
    </message>
    <message>
        <source>not this one</source>
        <translation>dieses nicht</translation>
    </message>
    <message>
        <source>reject {}</source>
        <translation>{} ablehnen</translation>
    </message>
    <message>
        <source>same person</source>
        <translation>dieselbe Person</translation>
    </message>
    <message>
        <source>{name}, face {place} of {number}</source>
        <translation>{name}, Gesicht {place} von {number}</translation>
    </message>
    <message>
        <source>{name}, {faces}</source>
        <translation>{name}, {faces}</translation>
    </message>
    <message>
        <source>{}, selected</source>
        <translation>{}, ausgewählt</translation>
    </message>
</context>
<context>
    <name>ReviewCard</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accept this</source>
        <translation>Dieses annehmen</translation>
    </message>
    <message>
        <source>Accept {}</source>
        <translation>{} annehmen</translation>
    </message>
    <message>
        <source>Accept {} shown</source>
        <translation>Gezeigte annehmen ({})</translation>
    </message>
    <message>
        <source>Different people</source>
        <translation>Verschiedene Personen</translation>
    </message>
    <message>
        <source>Faces that may be the same child</source>
        <translation>Vielleicht Gesichter desselben Kindes</translation>
    </message>
    <message>
        <source>Faces that may be {}</source>
        <translation>Vielleicht Gesichter von {}</translation>
    </message>
    <message>
        <source>Merge all faces as {}</source>
        <translation>Alle Gesichter zusammenführen als {}</translation>
    </message>
    <message>
        <source>Not them</source>
        <translation>Nicht diese Person</translation>
    </message>
    <message>
        <source>Not these {}</source>
        <translation>Diese {} nicht</translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation>Dieses nicht</translation>
    </message>
    <message>
        <source>Not {}</source>
        <translation>Nicht {}</translation>
    </message>
    <message>
        <source>Same person</source>
        <translation>Dieselbe Person</translation>
    </message>
    <message>
        <source>The same child?</source>
        <translation>Dasselbe Kind?</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>maybe</source>
        <translation>vielleicht</translation>
    </message>
    <message>
        <source>the same child?</source>
        <translation>dasselbe Kind?</translation>
    </message>
    <message>
        <source>{name} would be {age} here; this face looks about {looks}.</source>
        <translation>{name} wäre hier {age}, dieses Gesicht sieht nach etwa {looks} aus.</translation>
    </message>
    <message>
        <source>{} and {}</source>
        <translation>{} und {}</translation>
    </message>
    <message>
        <source>{} as a group</source>
        <translation>{} als Gruppe</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Check faces</source>
        <translation>Gesichter prüfen</translation>
    </message>
    <message>
        <source>Kinfolk has added {} to people you know. Is that right?</source>
        <translation>Kinfolk hat bekannten Personen {} zugeordnet. Stimmt das?</translation>
    </message>
    <message>
        <source>Less likely matches are often wrong, so they’re only shown if you ask.</source>
        <translation>Weniger wahrscheinliche Treffer sind oft falsch und werden nur gezeigt, wenn du danach fragst.</translation>
    </message>
    <message>
        <source>Looking for more faces of people you know</source>
        <translation>Weitere Gesichter bekannter Personen werden gesucht</translation>
    </message>
    <message>
        <source>Name a group</source>
        <translation>Eine Gruppe benennen</translation>
    </message>
    <message>
        <source>Name someone, and Kinfolk will suggest more of their faces here.</source>
        <translation>Benenne jemanden, dann schlägt Kinfolk hier weitere Gesichter vor.</translation>
    </message>
    <message>
        <source>No likely matches left</source>
        <translation>Keine wahrscheinlichen Treffer mehr</translation>
    </message>
    <message>
        <source>No likely matches left here</source>
        <translation>Hier keine wahrscheinlichen Treffer mehr</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts zu prüfen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>They appear here as they’re found.</source>
        <translation>Sie erscheinen hier, sobald sie gefunden werden.</translation>
    </message>
    <message>
        <source>When Kinfolk isn’t sure who someone is, it asks you here.</source>
        <translation>Wenn Kinfolk nicht sicher ist, wer jemand ist, fragt es dich hier.</translation>
    </message>
    <message>
        <source>{} left</source>
        <translation>noch {}</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>geöffnet</translation>
    </message>
</context>
<context>
    <name>SearchActions</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>needs a newer Kinfolk</source>
        <translation>braucht eine neuere Version</translation>
    </message>
    <message>
        <source>“{}” deleted</source>
        <translation>„{}“ gelöscht</translation>
    </message>
    <message>
        <source>“{}” saved to the sidebar</source>
        <translation>„{}“ in der Seitenleiste gespeichert</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>Suche speichern</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>{} selected</source>
        <translation>{} ausgewählt</translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Colours and sizes.</source>
        <translation>Farben und Größen.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>For other apps.</source>
        <translation>Für andere Programme.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Kinfolk scans these folders for people. Your photos are never changed.</source>
        <translation>Kinfolk durchsucht diese Ordner nach Personen. Deine Fotos werden nie verändert.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Let other apps on this computer use Kinfolk</source>
        <translation>Andere Programme auf diesem Computer dürfen Kinfolk verwenden</translation>
    </message>
    <message>
        <source>Library &amp; backups</source>
        <translation>Bibliothek, Sicherungen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Match system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Portrait size</source>
        <translation>Größe der Porträts</translation>
    </message>
    <message>
        <source>Preview storage</source>
        <translation>Speicher für Vorschaubilder</translation>
    </message>
    <message>
        <source>Previews let you see photos while their drive isn’t connected. 100,000 previews take about 4 GB.</source>
        <translation>Mit Vorschaubildern siehst du Fotos, auch wenn ihr Laufwerk nicht angeschlossen ist. 100.000 Vorschaubilder brauchen etwa 4 GB.</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Restart Kinfolk</source>
        <translation>Kinfolk neu starten</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>The engine finds faces in your photos and tells people apart, on this computer.</source>
        <translation>Die Engine findet auf diesem Computer Gesichter und unterscheidet die Personen.</translation>
    </message>
    <message>
        <source>The language of the window.</source>
        <translation>Die Sprache des Fensters.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>They need the access key stored next to your library.</source>
        <translation>Sie brauchen den Zugriffsschlüssel, der neben deiner Bibliothek liegt.</translation>
    </message>
    <message>
        <source>This takes effect when you restart Kinfolk. It opens on this page again.</source>
        <translation>Das gilt, sobald du Kinfolk neu startest. Es öffnet sich dann wieder auf dieser Seite.</translation>
    </message>
    <message>
        <source>What Kinfolk keeps, and daily backups of it.</source>
        <translation>Was Kinfolk aufbewahrt, und tägliche Sicherungen davon.</translation>
    </message>
    <message>
        <source>Words, dates and numbers.</source>
        <translation>Texte, Datum, Zahlen.</translation>
    </message>
    <message>
        <source>{} GB</source>
        <translation>{} GB</translation>
    </message>
    <message>
        <source>{}, access key in {}</source>
        <translation>{}, Zugriffsschlüssel in {}</translation>
    </message>
</context>
<context>
    <name>SeveralField</name>
    <message>
        <source>Name {}</source>
        <translation>{} benennen</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Hold here to open {}</source>
        <translation>Kurz hier halten, um {} zu öffnen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Personen suchen</translation>
    </message>
</context>
<context>
    <name>SidecarKeeper</name>
    <message>
        <source>Names removed from the files next to {}. The photos are unchanged.</source>
        <translation>Namen aus den Dateien neben {} entfernt. Die Fotos sind unverändert.</translation>
    </message>
</context>
<context>
    <name>SingleDelegate</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>✓ Ignored</source>
        <translation>✓ Ignoriert</translation>
    </message>
</context>
<context>
    <name>SingleList</name>
    <message>
        <source>Single faces</source>
        <translation>Einzelne Gesichter</translation>
    </message>
</context>
<context>
    <name>SlideShow</name>
    <message>
        <source>Slide show</source>
        <translation>Diashow</translation>
    </message>
</context>
<context>
    <name>SomebodyElse</name>
    <message>
        <source>Another person with this name</source>
        <translation>Jemand anders mit diesem Namen</translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>Jemand anders</translation>
    </message>
    <message>
        <source>with {}</source>
        <translation>mit {}</translation>
    </message>
</context>
<context>
    <name>SortMenu</name>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Most photos</source>
        <translation>Meiste Fotos</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Portrait size</source>
        <translation>Größe der Porträts</translation>
    </message>
</context>
<context>
    <name>SplitSheet</name>
    <message>
        <source>A new group will get {}, and the two will be kept separate.</source>
        <translation>Eine neue Gruppe bekommt {}, und die beiden bleiben getrennt.</translation>
    </message>
    <message>
        <source>Comparing faces…</source>
        <translation>Gesichter werden verglichen…</translation>
    </message>
    <message>
        <source>Faces of two people</source>
        <translation>Gesichter von zwei Personen</translation>
    </message>
    <message>
        <source>Is {} two people?</source>
        <translation>Ist {} zwei Personen?</translation>
    </message>
    <message>
        <source>Kinfolk sorts the other faces by likeness and shows you the result first.</source>
        <translation>Kinfolk ordnet die übrigen Gesichter nach Ähnlichkeit und zeigt dir zuerst das Ergebnis.</translation>
    </message>
    <message>
        <source>Least certain first. Click a face or press Space to move it to the other side.</source>
        <translation>Die unsichersten zuerst. Ein Klick oder die Leertaste bringt ein Gesicht auf die andere Seite.</translation>
    </message>
    <message>
        <source>Now select a face of the other person.</source>
        <translation>Wähle jetzt ein Gesicht der anderen Person aus.</translation>
    </message>
    <message>
        <source>One person</source>
        <translation>Die eine Person</translation>
    </message>
    <message>
        <source>Other person</source>
        <translation>Andere Person</translation>
    </message>
    <message>
        <source>Select a face of one person, then a face of the other.</source>
        <translation>Wähle ein Gesicht der einen Person aus, dann eines der anderen.</translation>
    </message>
    <message>
        <source>Select a face of {}, then a face of the other person.</source>
        <translation>Wähle ein Gesicht von {} aus, dann eines der anderen Person.</translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>Jemand anders</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilen</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Neu anfangen</translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation>Seiten tauschen</translation>
    </message>
    <message>
        <source>Two people?</source>
        <translation>Zwei Personen?</translation>
    </message>
</context>
<context>
    <name>StrangersSheet</name>
    <message>
        <source>Finding strangers…</source>
        <translation>Fremde werden gesucht…</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Ignore all {}</source>
        <translation>Alle {} ignorieren</translation>
    </message>
    <message>
        <source>Ignore strangers</source>
        <translation>Fremde ignorieren</translation>
    </message>
    <message>
        <source>Ignore {}</source>
        <translation>{} ignorieren</translation>
    </message>
    <message>
        <source>Ignore {} seen</source>
        <translation>Gesehene ignorieren ({})</translation>
    </message>
    <message>
        <source>No one has a name yet. Name the people you know first.</source>
        <translation>Noch hat niemand einen Namen. Benenne zuerst die Personen, die du kennst.</translation>
    </message>
    <message>
        <source>No one matches.</source>
        <translation>Auf niemanden trifft das zu.</translation>
    </message>
    <message>
        <source>Number of photos</source>
        <translation>Anzahl der Fotos</translation>
    </message>
    <message>
        <source>Seen in fewer than {photos} and unlike anyone you’ve named:</source>
        <translation>Auf weniger als {photos} gesehen und niemandem ähnlich, den du benannt hast:</translation>
    </message>
    <message>
        <source>{} will move to Ignored. They come back if they turn out to be someone you know.</source>
        <translation>Du ignorierst {}. Wer sich später als bekannt herausstellt, erscheint wieder.</translation>
    </message>
    <message>
        <source>{}, {} not seen yet. Click a face to keep it.</source>
        <translation>{}, davon {} noch nicht gesehen. Klick auf ein Gesicht, um es zu behalten.</translation>
    </message>
    <message>
        <source>{}. Click a face to keep it.</source>
        <translation>{}. Klick auf ein Gesicht, um es zu behalten.</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Estimating ages</source>
        <translation>Das Alter wird geschätzt</translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation>Gesichter werden gesucht</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Grouping faces</source>
        <translation>Gesichter werden gruppiert</translation>
    </message>
    <message>
        <source>Making previews</source>
        <translation>Vorschaubilder werden erstellt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Reading names from your photos</source>
        <translation>Namen werden aus deinen Fotos gelesen</translation>
    </message>
    <message>
        <source>Recognising faces again</source>
        <translation>Gesichter werden neu erkannt</translation>
    </message>
    <message>
        <source>Resolve {}</source>
        <translation>{} zu klären</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Scanning your folders</source>
        <translation>Deine Ordner werden durchsucht</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Some photo files have different names from yours</source>
        <translation>In einigen Fotodateien stehen andere Namen als in Kinfolk</translation>
    </message>
    <message>
        <source>Some photos or videos were skipped</source>
        <translation>Einige Fotos oder Videos wurden übersprungen</translation>
    </message>
    <message>
        <source>You can undo this.</source>
        <translation>Du kannst das rückgängig machen.</translation>
    </message>
    <message>
        <source>{} added to people you know</source>
        <translation>{} zu bekannten Personen hinzugefügt</translation>
    </message>
    <message>
        <source>{} couldn’t be read</source>
        <translation>{} nicht lesbar</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>{} of {}. Everything found so far is kept.</source>
        <translation>{} von {}. Alles bisher Gefundene bleibt.</translation>
    </message>
    <message>
        <source>{} per second</source>
        <translation>{} pro Sekunde</translation>
    </message>
    <message>
        <source>{} to check</source>
        <translation>{} zu prüfen</translation>
    </message>
</context>
<context>
    <name>SuggestedFace</name>
    <message>
        <source>A face that may be {}</source>
        <translation>Vielleicht ein Gesicht von {}</translation>
    </message>
    <message>
        <source>This is not {}</source>
        <translation>Das ist nicht {}</translation>
    </message>
    <message>
        <source>This is {}</source>
        <translation>Das ist {}</translation>
    </message>
    <message>
        <source>maybe</source>
        <translation>vielleicht</translation>
    </message>
</context>
<context>
    <name>SuggestionsCard</name>
    <message>
        <source>Accept {}</source>
        <translation>{} annehmen</translation>
    </message>
    <message>
        <source>Accept {} likely</source>
        <translation>Wahrscheinliche annehmen ({})</translation>
    </message>
    <message>
        <source>No likely matches for {name}</source>
        <translation>Keine wahrscheinlichen Treffer für {name}</translation>
    </message>
    <message>
        <source>Review all</source>
        <translation>Alle prüfen</translation>
    </message>
    <message>
        <source>The same child?</source>
        <translation>Dasselbe Kind?</translation>
    </message>
    <message>
        <source>best first, updated after each answer</source>
        <translation>die besten zuerst, nach jeder Antwort aktualisiert</translation>
    </message>
    <message>
        <source>oldest photo first</source>
        <translation>ältestes Foto zuerst</translation>
    </message>
    <message>
        <source>{faces} may be {name}</source>
        <translation>Vielleicht {name}: {faces}</translation>
    </message>
</context>
<context>
    <name>TakenField</name>
    <message>
        <source>Date taken</source>
        <translation>Aufnahmedatum</translation>
    </message>
    <message>
        <source>Enter a date like {}.</source>
        <translation>Gib ein Datum ein, zum Beispiel {}.</translation>
    </message>
</context>
<context>
    <name>TimelineChart</name>
    <message>
        <source>From {first} to {last}</source>
        <translation>Von {first} bis {last}</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redone: {}</source>
        <translation>Wiederholt: {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undone: {}</source>
        <translation>Rückgängig gemacht: {}</translation>
    </message>
</context>
<context>
    <name>TogetherTab</name>
    <message>
        <source>No photos of {} with others yet</source>
        <translation>Noch keine Fotos von {} mit anderen</translation>
    </message>
    <message>
        <source>No photos with others yet</source>
        <translation>Noch keine Fotos mit anderen</translation>
    </message>
    <message>
        <source>People you’ve named who are in the same photos appear here.</source>
        <translation>Personen, die du benannt hast und die auf denselben Fotos sind, erscheinen hier.</translation>
    </message>
    <message>
        <source>Together with</source>
        <translation>Zusammen mit</translation>
    </message>
    <message>
        <source>photos with them</source>
        <translation>Fotos mit beiden</translation>
    </message>
</context>
<context>
    <name>TwiceLine</name>
    <message>
        <source>All faces</source>
        <translation>Alle Gesichter</translation>
    </message>
    <message>
        <source>First select a face in the photo</source>
        <translation>Wähle zuerst ein Gesicht auf dem Foto aus</translation>
    </message>
    <message>
        <source>It’s a mirror or collage</source>
        <translation>Es ist ein Spiegel oder eine Collage</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>They’re mirrors or collages</source>
        <translation>Es sind Spiegel oder Collagen</translation>
    </message>
    <message>
        <source>Which of them isn’t {name:this group}? Remove it or move it.</source>
        <translation>Welches davon ist nicht {name:diese Gruppe}? Entferne oder verschieb es.</translation>
    </message>
    <message>
        <source>{name:This group} appears twice in {photos}</source>
        <translation>{name:Diese Gruppe} ist zweimal auf {photos}</translation>
    </message>
    <message>
        <source>{name:This group} may appear twice in it</source>
        <translation>{name:Diese Gruppe} darf zweimal darauf sein</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>maybe {}</source>
        <translation>vielleicht {}</translation>
    </message>
    <message>
        <source>probably {}</source>
        <translation>wahrscheinlich {}</translation>
    </message>
    <message>
        <source>{} wasn’t saved because its group is gone. {} brings both back.</source>
        <translation>{} wurde nicht gespeichert, weil es die Gruppe nicht mehr gibt. {} bringt beides zurück.</translation>
    </message>
    <message>
        <source>{} weren’t saved because their groups are gone. {} brings them back.</source>
        <translation>{} wurden nicht gespeichert, weil es ihre Gruppen nicht mehr gibt. {} bringt sie zurück.</translation>
    </message>
    <message>
        <source>{}, largest first</source>
        <translation>{}, die größten zuerst</translation>
    </message>
    <message>
        <source>{}, those who look like someone you know first</source>
        <translation>{}, zuerst die, die Bekannten ähneln</translation>
    </message>
    <message>
        <source>“{}”</source>
        <translation>„{}“</translation>
    </message>
</context>
<context>
    <name>WallArea</name>
    <message>
        <source>Name them one by one</source>
        <translation>Nacheinander benennen</translation>
    </message>
    <message>
        <source>Single faces</source>
        <translation>Einzelne Gesichter</translation>
    </message>
    <message>
        <source>Unnamed groups</source>
        <translation>Unbenannte Gruppen</translation>
    </message>
</context>
<context>
    <name>WallEmpty</name>
    <message>
        <source>Add a folder with photos of people to see their faces here.</source>
        <translation>Füge einen Ordner mit Fotos von Menschen hinzu, um hier ihre Gesichter zu sehen.</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation>Gesichter werden gesucht</translation>
    </message>
    <message>
        <source>Groups and faces you ignore appear here.</source>
        <translation>Gruppen und Gesichter, die du ignorierst, erscheinen hier.</translation>
    </message>
    <message>
        <source>Groups appear here as they’re found. You can name the first one right away.</source>
        <translation>Gruppen erscheinen hier, sobald sie gefunden werden. Die erste kannst du gleich benennen.</translation>
    </message>
    <message>
        <source>Kinfolk groups similar faces here for you to name.</source>
        <translation>Kinfolk gruppiert hier ähnliche Gesichter, damit du sie benennen kannst.</translation>
    </message>
    <message>
        <source>Name the groups below, and people appear here.</source>
        <translation>Benenne die Gruppen unten, dann erscheinen hier Personen.</translation>
    </message>
    <message>
        <source>Name them one by one</source>
        <translation>Nacheinander benennen</translation>
    </message>
    <message>
        <source>No faces have been found in your folders yet. Scan again ({}), or add another folder.</source>
        <translation>In deinen Ordnern wurden noch keine Gesichter gefunden. Starte den Suchlauf noch einmal ({}) oder füge einen weiteren Ordner hinzu.</translation>
    </message>
    <message>
        <source>No favourites yet</source>
        <translation>Noch keine Favoriten</translation>
    </message>
    <message>
        <source>No one has a name yet</source>
        <translation>Noch hat niemand einen Namen</translation>
    </message>
    <message>
        <source>No one is hidden</source>
        <translation>Niemand ist verborgen</translation>
    </message>
    <message>
        <source>No one is ignored</source>
        <translation>Niemand wird ignoriert</translation>
    </message>
    <message>
        <source>No one is named “{}”</source>
        <translation>Niemand heißt „{}“</translation>
    </message>
    <message>
        <source>No people yet</source>
        <translation>Noch keine Personen</translation>
    </message>
    <message>
        <source>No unnamed groups</source>
        <translation>Keine unbenannten Gruppen</translation>
    </message>
    <message>
        <source>People you hide appear only here. Nothing is deleted.</source>
        <translation>Wen du verbirgst, siehst du nur hier. Es wird nichts gelöscht.</translation>
    </message>
    <message>
        <source>People you name appear here. You can start while the scan is running.</source>
        <translation>Personen, die du benennst, erscheinen hier. Du kannst anfangen, während der Suchlauf noch läuft.</translation>
    </message>
    <message>
        <source>Select someone and press Ctrl+D. Favourites appear here, and first in People.</source>
        <translation>Wähle jemanden aus und drück Strg+D. Favoriten erscheinen hier und unter „Personen“ zuerst.</translation>
    </message>
    <message>
        <source>Start naming</source>
        <translation>Mit dem Benennen anfangen</translation>
    </message>
    <message>
        <source>This searches favourites only. Everyone else is on the People page.</source>
        <translation>Hier wird nur unter den Favoriten gesucht. Alle anderen stehen unter „Personen“.</translation>
    </message>
    <message>
        <source>This searches hidden people only. Everyone else is on the People page.</source>
        <translation>Hier wird nur unter den Verborgenen gesucht. Alle anderen stehen unter „Personen“.</translation>
    </message>
    <message>
        <source>Try fewer letters. Hidden people are on the Hidden page.</source>
        <translation>Versuch es mit weniger Buchstaben. Verborgene Personen stehen unter „Verborgen“.</translation>
    </message>
</context>
<context>
    <name>WallHeader</name>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Ignore strangers…</source>
        <translation>Fremde ignorieren…</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Ignoriert</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Puts the largest groups first and clears those already named</source>
        <translation>Stellt die größten Gruppen nach vorn und räumt schon benannte weg</translation>
    </message>
    <message>
        <source>Sort again</source>
        <translation>Neu sortieren</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Unbenannt</translation>
    </message>
</context>
<context>
    <name>WallKeys</name>
    <message>
        <source>{left} left</source>
        <translation>noch {left}</translation>
    </message>
    <message>
        <source>{left} left, {time}</source>
        <translation>noch {left}, {time}</translation>
    </message>
    <message>
        <source>{named} named · {left} left</source>
        <translation>{named} benannt · noch {left}</translation>
    </message>
    <message>
        <source>{named} named · {left} left, {time} at your pace</source>
        <translation>{named} benannt · noch {left}, {time} in deinem Tempo</translation>
    </message>
</context>
<context>
    <name>WhoField</name>
    <message>
        <source>New person “{}”</source>
        <translation>Neue Person „{}“</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>Jemand anders</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>looks similar</source>
        <translation>sieht ähnlich aus</translation>
    </message>
</context>
<context>
    <name>WhyView</name>
    <message>
        <source>Compare the faces</source>
        <translation>Gesichter vergleichen</translation>
    </message>
    <message>
        <source>Compare with {}</source>
        <translation>Vergleich mit {}</translation>
    </message>
    <message>
        <source>The face in question</source>
        <translation>Das fragliche Gesicht</translation>
    </message>
    <message>
        <source>These two faces don’t look much alike</source>
        <translation>Diese beiden Gesichter sind sich nicht sehr ähnlich</translation>
    </message>
    <message>
        <source>These two faces look somewhat alike</source>
        <translation>Diese beiden Gesichter sind sich etwas ähnlich</translation>
    </message>
    <message>
        <source>These two faces look very alike</source>
        <translation>Diese beiden Gesichter sind sich sehr ähnlich</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Find people in this folder</source>
        <translation>Personen in diesem Ordner finden</translation>
    </message>
    <message>
        <source>Kinfolk has finished scanning your photos</source>
        <translation>Kinfolk hat deine Fotos durchsucht</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Neu öffnen</translation>
    </message>
    <message>
        <source>{} to check</source>
        <translation>{} zu prüfen</translation>
    </message>
</context>
<context>
    <name>YearsTab</name>
    <message>
        <source>By year</source>
        <translation>Nach Jahr</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Once this person has photos, a portrait from each year appears here.</source>
        <translation>Sobald diese Person Fotos hat, erscheint hier ein Porträt aus jedem Jahr.</translation>
    </message>
    <message>
        <source>photos that year</source>
        <translation>Fotos aus dem Jahr</translation>
    </message>
</context>
<context>
    <name>_Field</name>
    <message>
        <source>Search by person, folder, year or “someone unnamed”</source>
        <translation>Suche nach Person, Ordner, Jahr oder „jemand Unbenanntes“</translation>
    </message>
    <message>
        <source>Search photos</source>
        <translation>Fotos suchen</translation>
    </message>
</context>
<context>
    <name>_Names</name>
    <message>
        <source>New person “{}”</source>
        <translation>Neue Person „{}“</translation>
    </message>
</context>
<context>
    <name>_People</name>
    <message>
        <source>No name yet</source>
        <translation>Noch kein Name</translation>
    </message>
</context>
<context>
    <name>caps</name>
    <message>
        <source>+ −</source>
        <translation>+ −</translation>
    </message>
    <message>
        <source>, .</source>
        <translation>, .</translation>
    </message>
    <message>
        <source>1 – 9</source>
        <translation>1 – 9</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>Ctrl ← →</source>
        <translation>Strg ← →</translation>
    </message>
    <message>
        <source>Shift ← → ↑ ↓</source>
        <translation>Umschalt ← → ↑ ↓</translation>
    </message>
    <message>
        <source>← →</source>
        <translation>← →</translation>
    </message>
    <message>
        <source>← → ↑ ↓</source>
        <translation>← → ↑ ↓</translation>
    </message>
    <message>
        <source>↑ ↓</source>
        <translation>↑ ↓</translation>
    </message>
    <message>
        <source>⌫</source>
        <translation>Rücktaste</translation>
    </message>
</context>
<context>
    <name>contact</name>
    <message>
        <source>No preview available</source>
        <translation>Keine Vorschau verfügbar</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>dating</name>
    <message>
        <source>All photos in this folder have a date.</source>
        <translation>Alle Fotos in diesem Ordner haben ein Datum.</translation>
    </message>
    <message>
        <source>Date removed from {}</source>
        <translation>Datum von {} entfernt</translation>
    </message>
    <message>
        <source>No date yet. Even a rough year helps.</source>
        <translation>Noch kein Datum. Auch ein ungefähres Jahr hilft.</translation>
    </message>
    <message>
        <source>Remove your date from {}</source>
        <translation>Dein Datum von {} entfernen</translation>
    </message>
    <message>
        <source>Set date</source>
        <translation>Datum eintragen</translation>
    </message>
    <message>
        <source>The current date comes from the camera.</source>
        <translation>Das bisherige Datum stammt von der Kamera.</translation>
    </message>
    <message>
        <source>The current date comes from the file name.</source>
        <translation>Das bisherige Datum stammt aus dem Dateinamen.</translation>
    </message>
    <message>
        <source>The current date comes from the photo’s metadata.</source>
        <translation>Das bisherige Datum stammt aus den Metadaten des Fotos.</translation>
    </message>
    <message>
        <source>The current date is that of the folder’s name.</source>
        <translation>Das bisherige Datum ist das im Ordnernamen.</translation>
    </message>
    <message>
        <source>When was it taken?</source>
        <translation>Wann wurde das Foto aufgenommen?</translation>
    </message>
    <message>
        <source>When were the photos in {} taken?</source>
        <translation>Wann wurden die Fotos in {} aufgenommen?</translation>
    </message>
    <message>
        <source>When were they taken?</source>
        <translation>Wann wurden die Fotos aufgenommen?</translation>
    </message>
    <message>
        <source>You set the current date.</source>
        <translation>Das bisherige Datum hast du eingetragen.</translation>
    </message>
    <message>
        <source>{photos} dated {when}</source>
        <translation>Datum für {photos}: {when}</translation>
    </message>
    <message>
        <source>{photos}, {undated} without a date. Your date applies to all of them.</source>
        <translation>{photos}, davon {undated} ohne Datum. Dein Datum gilt für alle.</translation>
    </message>
</context>
<context>
    <name>drag</name>
    <message>
        <source>Merge {who:a group} into {into}</source>
        <translation>{who:Eine Gruppe} mit {into} zusammenführen</translation>
    </message>
    <message>
        <source>Move to {name:this group}</source>
        <translation>Zu {name:dieser Gruppe} verschieben</translation>
    </message>
    <message>
        <source>Move {faces} to {name:this group}</source>
        <translation>{faces} zu {name:dieser Gruppe} verschieben</translation>
    </message>
    <message>
        <source>New person with {}</source>
        <translation>Neue Person: {}</translation>
    </message>
    <message>
        <source>Set as {name:the group}’s portrait</source>
        <translation>Als Porträt von {name:der Gruppe} verwenden</translation>
    </message>
</context>
<context>
    <name>engines</name>
    <message>
        <source>Comes with Kinfolk. Licences: {}.</source>
        <translation>Gehört zu Kinfolk. Lizenzen: {}.</translation>
    </message>
    <message>
        <source>{}. Faces are found by YuNet. Check the maker’s licence: many engines are for research only.</source>
        <translation>{}. Gesichter findet YuNet. Sieh in der Lizenz des Herstellers nach: Viele Engines sind nur für die Forschung.</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>1 RAW photo was skipped. To read it, install Kinfolk with the “raw” extra.</source>
        <translation>1 RAW-Foto wurde übersprungen. Um es zu lesen, installiere Kinfolk mit dem Zusatz „raw“.</translation>
    </message>
    <message>
        <source>1 RAW photo was skipped: this version of Kinfolk can’t read RAW photos.</source>
        <translation>1 RAW-Foto wurde übersprungen: Diese Version von Kinfolk kann keine RAW-Fotos lesen.</translation>
    </message>
    <message>
        <source>1 photo was skipped because it is a link to a file that is not there.</source>
        <translation>1 Foto wurde übersprungen, weil es eine Verknüpfung mit einer Datei ist, die nicht da ist.</translation>
    </message>
    <message>
        <source>1 photo was skipped because it is only online. To have it read, choose “Always keep on this device” for it in Explorer.</source>
        <translation>1 Foto wurde übersprungen, weil es nur online ist. Damit Kinfolk es liest, wähle dafür im Explorer „Immer auf diesem Gerät behalten“.</translation>
    </message>
    <message>
        <source>1 video was skipped. To read it, install Kinfolk with the “video” extra.</source>
        <translation>1 Video wurde übersprungen. Um es zu lesen, installiere Kinfolk mit dem Zusatz „video“.</translation>
    </message>
    <message>
        <source>1 video was skipped: Kinfolk can’t read videos on macOS.</source>
        <translation>1 Video wurde übersprungen: Unter macOS kann Kinfolk keine Videos lesen.</translation>
    </message>
    <message>
        <source>1 video was skipped: this version of Kinfolk can’t read videos.</source>
        <translation>1 Video wurde übersprungen: Diese Version von Kinfolk kann keine Videos lesen.</translation>
    </message>
    <message>
        <source>A birth date can’t be in the future.</source>
        <translation>Ein Geburtsdatum kann nicht in der Zukunft liegen.</translation>
    </message>
    <message>
        <source>A birth year must have four digits: 1000 or later.</source>
        <translation>Ein Geburtsjahr muss vier Ziffern haben: 1000 oder später.</translation>
    </message>
    <message>
        <source>A library needs a name.</source>
        <translation>Eine Bibliothek braucht einen Namen.</translation>
    </message>
    <message>
        <source>A name can have at most {longest} characters.</source>
        <translation>Ein Name darf höchstens {longest} Zeichen haben.</translation>
    </message>
    <message>
        <source>A name can’t be blank.</source>
        <translation>Ein Name darf nicht leer sein.</translation>
    </message>
    <message>
        <source>A name must be a single line of text.</source>
        <translation>Ein Name darf nur aus einer Zeile bestehen.</translation>
    </message>
    <message>
        <source>A person can’t be compared with themselves.</source>
        <translation>Eine Person lässt sich nicht mit sich selbst vergleichen.</translation>
    </message>
    <message>
        <source>A person can’t be merged with themselves.</source>
        <translation>Eine Person kann nicht mit sich selbst zusammengeführt werden.</translation>
    </message>
    <message>
        <source>A photo’s date has been changed in the meantime.</source>
        <translation>Das Datum eines Fotos wurde inzwischen geändert.</translation>
    </message>
    <message>
        <source>A search needs a name.</source>
        <translation>Eine Suche braucht einen Namen.</translation>
    </message>
    <message>
        <source>All names are safe. Scan for new photos to make the pictures again.</source>
        <translation>Alle Namen sind sicher. Such nach neuen Fotos, dann werden die Bilder neu erstellt.</translation>
    </message>
    <message>
        <source>Another app is reading the library.</source>
        <translation>Ein anderes Programm liest gerade die Bibliothek.</translation>
    </message>
    <message>
        <source>Another app is using it. Kinfolk will try again next time.</source>
        <translation>Ein anderes Programm verwendet es gerade. Kinfolk versucht es beim nächsten Mal wieder.</translation>
    </message>
    <message>
        <source>Another backup is in progress.</source>
        <translation>Es läuft schon eine andere Sicherung.</translation>
    </message>
    <message>
        <source>Another copy of Kinfolk has the library open.</source>
        <translation>Kinfolk läuft noch ein zweites Mal und hat die Bibliothek geöffnet.</translation>
    </message>
    <message>
        <source>Another copy of Kinfolk is saving a lot.</source>
        <translation>Kinfolk läuft noch ein zweites Mal und speichert gerade viel.</translation>
    </message>
    <message>
        <source>Another copy of Kinfolk is saving. Try again in a moment.</source>
        <translation>Kinfolk läuft noch ein zweites Mal und speichert gerade. Versuch es gleich noch einmal.</translation>
    </message>
    <message>
        <source>At most {longest} characters.</source>
        <translation>Höchstens {longest} Zeichen.</translation>
    </message>
    <message>
        <source>At most {max_page} ids at once.</source>
        <translation>Höchstens {max_page} Kennungen auf einmal.</translation>
    </message>
    <message>
        <source>At most {max_page} people at once.</source>
        <translation>Höchstens {max_page} Personen auf einmal.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Check the drive.</source>
        <translation>Prüfe das Laufwerk.</translation>
    </message>
    <message>
        <source>Check the folder’s permissions.</source>
        <translation>Prüfe die Zugriffsrechte des Ordners.</translation>
    </message>
    <message>
        <source>Check the list again.</source>
        <translation>Prüfe die Liste noch einmal.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Prüfe den Pfad.</translation>
    </message>
    <message>
        <source>Check them again.</source>
        <translation>Prüfe sie noch einmal.</translation>
    </message>
    <message>
        <source>Choose a backup.</source>
        <translation>Wähle eine Sicherung.</translation>
    </message>
    <message>
        <source>Choose a face of each person.</source>
        <translation>Wähle von jeder Person ein Gesicht.</translation>
    </message>
    <message>
        <source>Choose a folder with photos.</source>
        <translation>Wähle einen Ordner mit Fotos.</translation>
    </message>
    <message>
        <source>Choose an ONNX model from the ArcFace family.</source>
        <translation>Wähle ein ONNX-Modell der ArcFace-Familie.</translation>
    </message>
    <message>
        <source>Choose another drive. Nothing was moved.</source>
        <translation>Wähle ein anderes Laufwerk. Es wurde nichts verschoben.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Wähle eine andere Datei.</translation>
    </message>
    <message>
        <source>Choose another folder with --base-dir.</source>
        <translation>Wähle einen anderen Ordner mit --base-dir.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Wähle einen anderen.</translation>
    </message>
    <message>
        <source>Choose another port.</source>
        <translation>Wähle einen anderen Port.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>Wähle einen davon.</translation>
    </message>
    <message>
        <source>Choose someone to merge.</source>
        <translation>Wähle jemanden zum Zusammenführen.</translation>
    </message>
    <message>
        <source>Close its window, or stop its server or scan, then try again.</source>
        <translation>Schließ sein Fenster oder beende seinen Server oder seinen Suchlauf und versuch es dann noch einmal.</translation>
    </message>
    <message>
        <source>Connect its drive, then try again. Nothing was changed.</source>
        <translation>Schließ das Laufwerk an und versuch es noch einmal. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Create it, or choose another folder.</source>
        <translation>Lege ihn an oder wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Delete it, and Kinfolk will make a new one.</source>
        <translation>Lösche sie, dann legt Kinfolk eine neue an.</translation>
    </message>
    <message>
        <source>Everything found in it is kept. Connect its drive, then scan again.</source>
        <translation>Alles darin Gefundene bleibt. Schließ das Laufwerk an und such dann noch einmal.</translation>
    </message>
    <message>
        <source>For now, backups are saved in {usual}.</source>
        <translation>Vorerst werden Sicherungen in {usual} gespeichert.</translation>
    </message>
    <message>
        <source>Free some space, then try again. Nothing saved earlier is lost.</source>
        <translation>Schaffe etwas Platz, dann versuch es noch einmal. Nichts, was vorher gespeichert wurde, ist verloren.</translation>
    </message>
    <message>
        <source>It already has as many links as the drive allows.</source>
        <translation>Es hat schon so viele Verknüpfungen, wie das Laufwerk erlaubt.</translation>
    </message>
    <message>
        <source>It changed while it was being read.</source>
        <translation>Es hat sich geändert, während es gelesen wurde.</translation>
    </message>
    <message>
        <source>It contains a document type, which XMP never has. The file may be malicious.</source>
        <translation>Sie enthält eine Dokumenttyp-Angabe, die es in XMP nicht gibt. Die Datei könnte schädlich sein.</translation>
    </message>
    <message>
        <source>It contains a list that’s far too long.</source>
        <translation>Darin ist eine viel zu lange Liste.</translation>
    </message>
    <message>
        <source>It contains unknown data where names would go.</source>
        <translation>Wo Namen stehen müssten, stehen unbekannte Daten.</translation>
    </message>
    <message>
        <source>It couldn’t be read ({why}).</source>
        <translation>Es ließ sich nicht lesen ({why}).</translation>
    </message>
    <message>
        <source>It has far too many parts.</source>
        <translation>Darin sind viel zu viele Teile.</translation>
    </message>
    <message>
        <source>It has far too many segments.</source>
        <translation>Darin sind viel zu viele Abschnitte.</translation>
    </message>
    <message>
        <source>It is damaged: not a valid property list.</source>
        <translation>Sie ist beschädigt: keine gültige Eigenschaftsliste.</translation>
    </message>
    <message>
        <source>It is damaged: not valid JSON.</source>
        <translation>Sie ist beschädigt: kein gültiges JSON.</translation>
    </message>
    <message>
        <source>It is damaged: not valid XML.</source>
        <translation>Sie ist beschädigt: kein gültiges XML.</translation>
    </message>
    <message>
        <source>It is damaged: not valid text.</source>
        <translation>Sie ist beschädigt: kein gültiger Text.</translation>
    </message>
    <message>
        <source>It is {size} MB; the limit is {most} MB.</source>
        <translation>Sie hat {size} MB; erlaubt sind {most} MB.</translation>
    </message>
    <message>
        <source>It isn’t XMP.</source>
        <translation>Sie ist kein XMP.</translation>
    </message>
    <message>
        <source>It lists far too many people.</source>
        <translation>Sie nennt viel zu viele Personen.</translation>
    </message>
    <message>
        <source>It may be too old to be kept. To list the steps, run `kinfolk history`.</source>
        <translation>Vielleicht ist er zu alt und nicht mehr vorhanden. `kinfolk history` listet die Schritte auf.</translation>
    </message>
    <message>
        <source>It needs Kinfolk’s “raw” extra, which is no longer installed.</source>
        <translation>Es braucht Kinfolks Zusatz „raw“, der nicht mehr installiert ist.</translation>
    </message>
    <message>
        <source>It needs Kinfolk’s “video” extra, which is no longer installed.</source>
        <translation>Es braucht Kinfolks Zusatz „video“, der nicht mehr installiert ist.</translation>
    </message>
    <message>
        <source>It needs too much memory to open: the file is damaged or malicious.</source>
        <translation>Das Öffnen braucht zu viel Speicher: Die Datei ist beschädigt oder schädlich.</translation>
    </message>
    <message>
        <source>It no longer exists.</source>
        <translation>Es ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>It takes too long to open: the file is damaged or malicious.</source>
        <translation>Das Öffnen dauert zu lange: Die Datei ist beschädigt oder schädlich.</translation>
    </message>
    <message>
        <source>It wasn’t saved.</source>
        <translation>Es wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Its XMP file is larger than {size} MB, so it was left alone.</source>
        <translation>Die XMP-Datei ist größer als {size} MB und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Its XMP file is read-only, so it was left alone.</source>
        <translation>Die XMP-Datei ist schreibgeschützt und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Its XMP file isn’t a regular file, so it was left alone.</source>
        <translation>Die XMP-Datei ist keine gewöhnliche Datei und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Its folder can’t be found. Is the drive connected?</source>
        <translation>Sein Ordner ist nicht zu finden. Ist das Laufwerk angeschlossen?</translation>
    </message>
    <message>
        <source>Its name isn’t valid text. Rename it.</source>
        <translation>Der Name ist kein gültiger Text. Benenne es um.</translation>
    </message>
    <message>
        <source>Its photos are already back in the library, with their own names.</source>
        <translation>Seine Fotos sind schon wieder in der Bibliothek, mit eigenen Namen.</translation>
    </message>
    <message>
        <source>It’s larger than {size} MB.</source>
        <translation>Sie ist größer als {size} MB.</translation>
    </message>
    <message>
        <source>It’s no longer a file, but a pipe, device or folder.</source>
        <translation>Es ist keine Datei mehr, sondern eine Pipe, ein Gerät oder ein Ordner.</translation>
    </message>
    <message>
        <source>It’s no longer a file.</source>
        <translation>Es ist keine Datei mehr.</translation>
    </message>
    <message>
        <source>It’s on a different drive from the folder, so it can’t be linked.</source>
        <translation>Es liegt auf einem anderen Laufwerk als der Ordner und lässt sich nicht verknüpfen.</translation>
    </message>
    <message>
        <source>Kinfolk couldn’t look for faces in it.</source>
        <translation>Kinfolk konnte darin nicht nach Gesichtern suchen.</translation>
    </message>
    <message>
        <source>Kinfolk doesn’t have permission to open it.</source>
        <translation>Kinfolk darf es nicht öffnen.</translation>
    </message>
    <message>
        <source>Kinfolk doesn’t have permission to read it.</source>
        <translation>Kinfolk darf es nicht lesen.</translation>
    </message>
    <message>
        <source>Kinfolk doesn’t have permission to read this file.</source>
        <translation>Kinfolk darf diese Datei nicht lesen.</translation>
    </message>
    <message>
        <source>Kinfolk doesn’t write there. Choose another folder.</source>
        <translation>Kinfolk schreibt dort nichts. Wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Kinfolk has stopped saving. Put {file} back, or close and reopen Kinfolk.</source>
        <translation>Kinfolk speichert nichts mehr. Leg {file} zurück oder schließ Kinfolk und öffne es wieder.</translation>
    </message>
    <message>
        <source>Kinfolk has stopped writing to it. Restore a backup in Settings, or with `kinfolk restore`.</source>
        <translation>Kinfolk schreibt nichts mehr hinein. Stell eine Sicherung wieder her, in den Einstellungen oder mit `kinfolk restore`.</translation>
    </message>
    <message>
        <source>Names can’t be saved ({why}). Nothing is lost; Kinfolk will try again.</source>
        <translation>Namen lassen sich nicht speichern ({why}). Nichts ist verloren; Kinfolk versucht es wieder.</translation>
    </message>
    <message>
        <source>No file contains that name any more.</source>
        <translation>Keine Datei enthält diesen Namen mehr.</translation>
    </message>
    <message>
        <source>No one can be that age.</source>
        <translation>So alt ist niemand.</translation>
    </message>
    <message>
        <source>No one is named {name} any more.</source>
        <translation>Niemand heißt mehr {name}.</translation>
    </message>
    <message>
        <source>None of the {photos} photos from “{old}” are in “{new}”.</source>
        <translation>Keines der {photos} Fotos aus „{old}“ ist in „{new}“.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>Nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>Nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed. Change it back by hand instead.</source>
        <translation>Es wurde nichts geändert. Ändere es stattdessen von Hand zurück.</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose a backup that a newer version made.</source>
        <translation>Es wurde nichts geändert. Wähle eine Sicherung von einer neueren Version.</translation>
    </message>
    <message>
        <source>Nothing was changed. Make the change by hand instead.</source>
        <translation>Es wurde nichts geändert. Nimm die Änderung stattdessen von Hand vor.</translation>
    </message>
    <message>
        <source>Nothing was changed. No usable backup was found in {where}.</source>
        <translation>Es wurde nichts geändert. In {where} wurde keine brauchbare Sicherung gefunden.</translation>
    </message>
    <message>
        <source>Nothing was changed. Restart Kinfolk, or reinstall it.</source>
        <translation>Es wurde nichts geändert. Starte Kinfolk neu oder installiere es neu.</translation>
    </message>
    <message>
        <source>Nothing was changed. Restore a backup in Settings, or with `kinfolk restore`.</source>
        <translation>Es wurde nichts geändert. Stell eine Sicherung wieder her, in den Einstellungen oder mit `kinfolk restore`.</translation>
    </message>
    <message>
        <source>Nothing was changed. To begin a new library, move the folder {folder} elsewhere.</source>
        <translation>Es wurde nichts geändert. Um eine neue Bibliothek zu beginnen, verschiebe den Ordner {folder} an einen anderen Ort.</translation>
    </message>
    <message>
        <source>Nothing was copied. Choose fewer photos or another drive.</source>
        <translation>Es wurde nichts kopiert. Wähle weniger Fotos oder ein anderes Laufwerk.</translation>
    </message>
    <message>
        <source>Nothing was moved.</source>
        <translation>Es wurde nichts verschoben.</translation>
    </message>
    <message>
        <source>Nothing was saved. Choose another location.</source>
        <translation>Es wurde nichts gespeichert. Wähle einen anderen Speicherort.</translation>
    </message>
    <message>
        <source>Nothing you’ve named is lost. Choose another engine in Settings, or with `kinfolk engines use`.</source>
        <translation>Nichts, was du benannt hast, ist verloren. Wähle eine andere Engine, in den Einstellungen oder mit `kinfolk engines use`.</translation>
    </message>
    <message>
        <source>One of the faces no longer exists.</source>
        <translation>Eines der Gesichter ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>One photo has more than {most} faces.</source>
        <translation>Ein Foto hat mehr als {most} Gesichter.</translation>
    </message>
    <message>
        <source>Only {there} of the {photos} photos from “{old}” could be found in “{new}”.</source>
        <translation>In „{new}“ sind nur {there} der {photos} Fotos aus „{old}“ zu finden.</translation>
    </message>
    <message>
        <source>Opening it crashes the photo reader: the file is damaged or malicious.</source>
        <translation>Beim Lesen stürzt das Leseprogramm ab: Die Datei ist beschädigt oder schädlich.</translation>
    </message>
    <message>
        <source>Port {port} is already in use.</source>
        <translation>Der Port {port} wird schon verwendet.</translation>
    </message>
    <message>
        <source>Press Enter to create a new person.</source>
        <translation>Drück Enter, um eine neue Person anzulegen.</translation>
    </message>
    <message>
        <source>Reading names from it, or from files next to it, needs too much memory.</source>
        <translation>Namen daraus oder aus Dateien daneben zu lesen, braucht zu viel Speicher.</translation>
    </message>
    <message>
        <source>Reading names from it, or from files next to it, takes too long.</source>
        <translation>Namen daraus oder aus Dateien daneben zu lesen, dauert zu lange.</translation>
    </message>
    <message>
        <source>Redo that first.</source>
        <translation>Wiederhole das zuerst.</translation>
    </message>
    <message>
        <source>Reinstall Kinfolk. If you run it from source, run `python packaging/models.py`.</source>
        <translation>Installiere Kinfolk neu. Wenn du es aus dem Quelltext startest, führe `python packaging/models.py` aus.</translation>
    </message>
    <message>
        <source>Reinstall it, or use another engine.</source>
        <translation>Installiere sie neu oder verwende eine andere Engine.</translation>
    </message>
    <message>
        <source>Reinstall it.</source>
        <translation>Installiere sie neu.</translation>
    </message>
    <message>
        <source>Remove the folder instead.</source>
        <translation>Entferne stattdessen den Ordner.</translation>
    </message>
    <message>
        <source>Rename it.</source>
        <translation>Benenne ihn um.</translation>
    </message>
    <message>
        <source>Restore a backup in Settings, or with `kinfolk restore`.</source>
        <translation>Stell eine Sicherung wieder her, in den Einstellungen oder mit `kinfolk restore`.</translation>
    </message>
    <message>
        <source>Something in it, or in a file next to it, crashes the name reader.</source>
        <translation>Etwas darin oder in einer Datei daneben lässt das Leseprogramm für Namen abstürzen.</translation>
    </message>
    <message>
        <source>Something new has been added to it since.</source>
        <translation>Inzwischen ist etwas Neues dazugekommen.</translation>
    </message>
    <message>
        <source>Specify one by its id.</source>
        <translation>Gib eine mit ihrer Kennung an.</translation>
    </message>
    <message>
        <source>Specify the person by id.</source>
        <translation>Gib die Person mit ihrer Kennung an.</translation>
    </message>
    <message>
        <source>That number of people isn’t possible.</source>
        <translation>Diese Zahl von Personen ist nicht möglich.</translation>
    </message>
    <message>
        <source>The access key can’t be saved in {file}.</source>
        <translation>Der Zugriffsschlüssel lässt sich nicht in {file} speichern.</translation>
    </message>
    <message>
        <source>The access key can’t be saved in {file}: {why}.</source>
        <translation>Der Zugriffsschlüssel lässt sich nicht in {file} speichern: {why}.</translation>
    </message>
    <message>
        <source>The access key file {file} doesn’t belong to you.</source>
        <translation>Die Schlüsseldatei {file} gehört dir nicht.</translation>
    </message>
    <message>
        <source>The access key file {file} is a link, or can’t be read.</source>
        <translation>Die Schlüsseldatei {file} ist eine Verknüpfung oder lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The backup couldn’t be restored: {why}.</source>
        <translation>Die Sicherung konnte nicht wiederhergestellt werden: {why}.</translation>
    </message>
    <message>
        <source>The backup folder, {folder}, can’t be found or written to.</source>
        <translation>Der Sicherungsordner {folder} ist nicht zu finden, oder Kinfolk kann nicht hineinschreiben.</translation>
    </message>
    <message>
        <source>The backup wasn’t made. {why}</source>
        <translation>Die Sicherung wurde nicht angelegt. {why}</translation>
    </message>
    <message>
        <source>The backup wasn’t made: {reason}.</source>
        <translation>Die Sicherung wurde nicht angelegt: {reason}.</translation>
    </message>
    <message>
        <source>The backup {file} couldn’t be deleted ({why}).</source>
        <translation>Die Sicherung {file} ließ sich nicht löschen ({why}).</translation>
    </message>
    <message>
        <source>The box isn’t inside the photo.</source>
        <translation>Der Rahmen liegt nicht im Foto.</translation>
    </message>
    <message>
        <source>The built-in engine can’t be removed.</source>
        <translation>Die eingebaute Engine kann nicht entfernt werden.</translation>
    </message>
    <message>
        <source>The copy doesn’t match the original.</source>
        <translation>Die Kopie stimmt nicht mit dem Original überein.</translation>
    </message>
    <message>
        <source>The copy is incomplete.</source>
        <translation>Die Kopie ist unvollständig.</translation>
    </message>
    <message>
        <source>The disk can’t be read or written to.</source>
        <translation>Auf dem Laufwerk lässt sich nicht lesen oder nicht schreiben.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Das Laufwerk ist voll.</translation>
    </message>
    <message>
        <source>The drive couldn’t read it ({why}).</source>
        <translation>Das Laufwerk konnte es nicht lesen ({why}).</translation>
    </message>
    <message>
        <source>The drive doesn’t allow a file with that name.</source>
        <translation>Das Laufwerk erlaubt keine Datei mit diesem Namen.</translation>
    </message>
    <message>
        <source>The drive doesn’t support links, or the file belongs to someone else.</source>
        <translation>Das Laufwerk unterstützt keine Verknüpfungen, oder die Datei gehört jemand anderem.</translation>
    </message>
    <message>
        <source>The drive doesn’t support links.</source>
        <translation>Das Laufwerk unterstützt keine Verknüpfungen.</translation>
    </message>
    <message>
        <source>The drive is full.</source>
        <translation>Das Laufwerk ist voll.</translation>
    </message>
    <message>
        <source>The drive took too long to respond. The next scan will try again.</source>
        <translation>Das Laufwerk hat zu lange nicht geantwortet. Der nächste Suchlauf versucht es noch einmal.</translation>
    </message>
    <message>
        <source>The engine couldn’t be removed: {why}.</source>
        <translation>Die Engine konnte nicht entfernt werden: {why}.</translation>
    </message>
    <message>
        <source>The engine couldn’t be saved: {why}.</source>
        <translation>Die Engine konnte nicht gespeichert werden: {why}.</translation>
    </message>
    <message>
        <source>The engine in use is missing.</source>
        <translation>Die verwendete Engine fehlt.</translation>
    </message>
    <message>
        <source>The engine {engine} can’t be used for it: {why}.</source>
        <translation>Die Engine {engine} lässt sich dafür nicht verwenden: {why}.</translation>
    </message>
    <message>
        <source>The engine’s tuning couldn’t be saved: {why}.</source>
        <translation>Die Abstimmung der Engine konnte nicht gespeichert werden: {why}.</translation>
    </message>
    <message>
        <source>The face belongs to someone else.</source>
        <translation>Das Gesicht gehört jemand anderem.</translation>
    </message>
    <message>
        <source>The face is in another library.</source>
        <translation>Das Gesicht ist in einer anderen Bibliothek.</translation>
    </message>
    <message>
        <source>The face model {path} is damaged.</source>
        <translation>Das Gesichtsmodell {path} ist beschädigt.</translation>
    </message>
    <message>
        <source>The face model {path} is missing.</source>
        <translation>Das Gesichtsmodell {path} fehlt.</translation>
    </message>
    <message>
        <source>The face models are missing.</source>
        <translation>Die Gesichtsmodelle fehlen.</translation>
    </message>
    <message>
        <source>The face pictures were damaged or lost.</source>
        <translation>Die Bilder der Gesichter waren beschädigt oder verloren.</translation>
    </message>
    <message>
        <source>The file can’t be imported: {why}.</source>
        <translation>Die Datei lässt sich nicht importieren: {why}.</translation>
    </message>
    <message>
        <source>The file is damaged, or from a camera whose RAW photos Kinfolk can’t read.</source>
        <translation>Die Datei ist beschädigt oder von einer Kamera, deren RAW-Fotos Kinfolk nicht lesen kann.</translation>
    </message>
    <message>
        <source>The file is damaged, or isn’t a picture Kinfolk can read.</source>
        <translation>Die Datei ist beschädigt oder kein Bild, das Kinfolk lesen kann.</translation>
    </message>
    <message>
        <source>The file is damaged, or isn’t a video Kinfolk can read.</source>
        <translation>Die Datei ist beschädigt oder kein Video, das Kinfolk lesen kann.</translation>
    </message>
    <message>
        <source>The file is damaged: it contains far too much hidden text.</source>
        <translation>Die Datei ist beschädigt: Darin steht viel zu viel verborgener Text.</translation>
    </message>
    <message>
        <source>The file is damaged: it would take too long to open.</source>
        <translation>Die Datei ist beschädigt: Das Öffnen würde zu lange dauern.</translation>
    </message>
    <message>
        <source>The file is damaged: its RAW photo can’t be developed.</source>
        <translation>Die Datei ist beschädigt: Das RAW-Foto darin lässt sich nicht entwickeln.</translation>
    </message>
    <message>
        <source>The file is damaged: its picture can’t be opened.</source>
        <translation>Die Datei ist beschädigt: Das Bild darin lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>The file is damaged: its video can’t be opened.</source>
        <translation>Die Datei ist beschädigt: Das Video darin lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is incomplete: its end is missing.</source>
        <translation>Die Datei ist unvollständig: Das Ende fehlt.</translation>
    </message>
    <message>
        <source>The file is {size} MB; the limit for this kind is {most} MB.</source>
        <translation>Die Datei hat {size} MB; von dieser Art sind {most} MB erlaubt.</translation>
    </message>
    <message>
        <source>The file was made by a newer version of Kinfolk.</source>
        <translation>Die Datei stammt von einer neueren Version von Kinfolk.</translation>
    </message>
    <message>
        <source>The folder {folder} became unavailable during the scan.</source>
        <translation>Der Ordner {folder} war während des Suchlaufs plötzlich nicht mehr verfügbar.</translation>
    </message>
    <message>
        <source>The folder {folder} can’t be created: {why}.</source>
        <translation>Der Ordner {folder} lässt sich nicht anlegen: {why}.</translation>
    </message>
    <message>
        <source>The folder {folder} can’t be read: {why}.</source>
        <translation>Der Ordner {folder} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>The folder’s name isn’t readable text.</source>
        <translation>Der Name des Ordners ist kein lesbarer Text.</translation>
    </message>
    <message>
        <source>The library can’t be moved to {folder}: {why}.</source>
        <translation>Die Bibliothek lässt sich nicht nach {folder} verschieben: {why}.</translation>
    </message>
    <message>
        <source>The library can’t be opened.</source>
        <translation>Die Bibliothek lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>The library can’t be written to.</source>
        <translation>In die Bibliothek lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The library has just been moved to {folder}.</source>
        <translation>Die Bibliothek wurde gerade nach {folder} verschoben.</translation>
    </message>
    <message>
        <source>The library is being restored.</source>
        <translation>Die Bibliothek wird gerade wiederhergestellt.</translation>
    </message>
    <message>
        <source>The library is busy.</source>
        <translation>Die Bibliothek wird gerade verwendet.</translation>
    </message>
    <message>
        <source>The library is closed.</source>
        <translation>Die Bibliothek ist geschlossen.</translation>
    </message>
    <message>
        <source>The library is damaged.</source>
        <translation>Die Bibliothek ist beschädigt.</translation>
    </message>
    <message>
        <source>The library needs {needed}, but only {free} is free.</source>
        <translation>Die Bibliothek braucht {needed}, aber nur {free} sind frei.</translation>
    </message>
    <message>
        <source>The library was moved or replaced while Kinfolk was open.</source>
        <translation>Die Bibliothek wurde verschoben oder ersetzt, während Kinfolk offen war.</translation>
    </message>
    <message>
        <source>The library’s file is empty, although there was a library here.</source>
        <translation>Die Datei der Bibliothek ist leer, obwohl hier eine Bibliothek war.</translation>
    </message>
    <message>
        <source>The library’s file is missing, although there was a library here.</source>
        <translation>Die Datei der Bibliothek fehlt, obwohl hier eine Bibliothek war.</translation>
    </message>
    <message>
        <source>The limit is from 1 to {max_page}.</source>
        <translation>Die Grenze liegt zwischen 1 und {max_page}.</translation>
    </message>
    <message>
        <source>The link now leads to a different file.</source>
        <translation>Die Verknüpfung führt inzwischen zu einer anderen Datei.</translation>
    </message>
    <message>
        <source>The name reader couldn’t start.</source>
        <translation>Das Leseprogramm für Namen konnte nicht starten.</translation>
    </message>
    <message>
        <source>The name reader was stopped. The next scan will try again.</source>
        <translation>Das Leseprogramm für Namen wurde beendet. Der nächste Suchlauf versucht es noch einmal.</translation>
    </message>
    <message>
        <source>The newest good backup, from {moment}, contains {counts}; {lack}. To use it: {verb}</source>
        <translation>Die neueste intakte Sicherung (vom {moment}) enthält {counts}; {lack}. So verwendest du sie: {verb}</translation>
    </message>
    <message>
        <source>The photo from “{old}” isn’t in “{new}”.</source>
        <translation>Das Foto aus „{old}“ ist nicht in „{new}“.</translation>
    </message>
    <message>
        <source>The photo has changed since the last scan. Scan for new photos first.</source>
        <translation>Das Foto hat sich seit dem letzten Suchlauf geändert. Such zuerst nach neuen Fotos.</translation>
    </message>
    <message>
        <source>The photo is in another library.</source>
        <translation>Das Foto ist in einer anderen Bibliothek.</translation>
    </message>
    <message>
        <source>The photo reader couldn’t start.</source>
        <translation>Das Leseprogramm für Fotos konnte nicht starten.</translation>
    </message>
    <message>
        <source>The photo reader was stopped. The next scan will try again.</source>
        <translation>Das Leseprogramm für Fotos wurde beendet. Der nächste Suchlauf versucht es noch einmal.</translation>
    </message>
    <message>
        <source>The photos need {needed}, but only {free} is free.</source>
        <translation>Die Fotos brauchen {needed}, aber nur {free} sind frei.</translation>
    </message>
    <message>
        <source>The picture has {pixels} megapixels; the limit is {most}.</source>
        <translation>Das Bild hat {pixels} Megapixel; erlaubt sind {most}.</translation>
    </message>
    <message>
        <source>The same person is listed twice.</source>
        <translation>Dieselbe Person ist zweimal aufgeführt.</translation>
    </message>
    <message>
        <source>The scan stopped. {why}</source>
        <translation>Der Suchlauf wurde abgebrochen. {why}</translation>
    </message>
    <message>
        <source>The settings can’t be read: {why}.</source>
        <translation>Die Einstellungen lassen sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>The settings can’t be saved: {why}.</source>
        <translation>Die Einstellungen lassen sich nicht speichern: {why}.</translation>
    </message>
    <message>
        <source>The video ends before that moment.</source>
        <translation>Das Video endet vor dieser Stelle.</translation>
    </message>
    <message>
        <source>The video has no such moment.</source>
        <translation>Diese Stelle gibt es im Video nicht.</translation>
    </message>
    <message>
        <source>There are several libraries.</source>
        <translation>Es gibt mehrere Bibliotheken.</translation>
    </message>
    <message>
        <source>There is no engine {engine_id!r}.</source>
        <translation>Es gibt keine Engine {engine_id!r}.</translation>
    </message>
    <message>
        <source>There is no face {face_id!r} in that library.</source>
        <translation>In dieser Bibliothek gibt es kein Gesicht {face_id!r}.</translation>
    </message>
    <message>
        <source>There is no face {face_id!r}.</source>
        <translation>Es gibt kein Gesicht {face_id!r}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>There is no folder {parent}.</source>
        <translation>Es gibt keinen Ordner {parent}.</translation>
    </message>
    <message>
        <source>There is no library to back up.</source>
        <translation>Es gibt keine Bibliothek zum Sichern.</translation>
    </message>
    <message>
        <source>There is no person {person_id!r}.</source>
        <translation>Es gibt keine Person {person_id!r}.</translation>
    </message>
    <message>
        <source>There is no scan {scan_id}.</source>
        <translation>Es gibt keinen Suchlauf {scan_id}.</translation>
    </message>
    <message>
        <source>There is no step {number} in the history.</source>
        <translation>Im Verlauf gibt es keinen Schritt {number}.</translation>
    </message>
    <message>
        <source>There is no {kind} {row_id!r}.</source>
        <translation>Das gibt es nicht mehr: {kind} {row_id!r}.</translation>
    </message>
    <message>
        <source>There isn’t enough free memory to open it now. The next scan will try again.</source>
        <translation>Zum Öffnen ist im Moment nicht genug Speicher frei. Der nächste Suchlauf versucht es noch einmal.</translation>
    </message>
    <message>
        <source>There’s already a library in {folder}.</source>
        <translation>In {folder} gibt es schon eine Bibliothek.</translation>
    </message>
    <message>
        <source>There’s already a search named {name}.</source>
        <translation>Es gibt schon eine Suche namens {name}.</translation>
    </message>
    <message>
        <source>There’s already someone named {name}.</source>
        <translation>Es gibt schon jemanden namens {name}.</translation>
    </message>
    <message>
        <source>These faces have been moved in the meantime.</source>
        <translation>Diese Gesichter wurden inzwischen verschoben.</translation>
    </message>
    <message>
        <source>These faces have been moved to {name} in the meantime.</source>
        <translation>Diese Gesichter wurden inzwischen zu {name} verschoben.</translation>
    </message>
    <message>
        <source>These faces no longer exist.</source>
        <translation>Diese Gesichter sind nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>They belong to different libraries.</source>
        <translation>Sie gehören zu verschiedenen Bibliotheken.</translation>
    </message>
    <message>
        <source>They have all been named in the meantime.</source>
        <translation>Inzwischen haben alle einen Namen.</translation>
    </message>
    <message>
        <source>This birth date has been changed in the meantime.</source>
        <translation>Dieses Geburtsdatum wurde inzwischen geändert.</translation>
    </message>
    <message>
        <source>This date is in the future.</source>
        <translation>Dieses Datum liegt in der Zukunft.</translation>
    </message>
    <message>
        <source>This file is damaged.</source>
        <translation>Diese Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Diese Datei ist leer.</translation>
    </message>
    <message>
        <source>This file is the library itself.</source>
        <translation>Diese Datei ist die Bibliothek selbst.</translation>
    </message>
    <message>
        <source>This file isn’t a Kinfolk library.</source>
        <translation>Diese Datei ist keine Bibliothek von Kinfolk.</translation>
    </message>
    <message>
        <source>This file was made by a newer version of Kinfolk.</source>
        <translation>Diese Datei stammt von einer neueren Version von Kinfolk.</translation>
    </message>
    <message>
        <source>This group has been named {now}.</source>
        <translation>Diese Gruppe heißt jetzt {now}.</translation>
    </message>
    <message>
        <source>This group is already in the photo.</source>
        <translation>Diese Gruppe ist schon auf dem Foto.</translation>
    </message>
    <message>
        <source>This group is now hidden.</source>
        <translation>Diese Gruppe ist jetzt verborgen.</translation>
    </message>
    <message>
        <source>This group no longer exists.</source>
        <translation>Diese Gruppe ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>This group no longer has a name.</source>
        <translation>Diese Gruppe hat keinen Namen mehr.</translation>
    </message>
    <message>
        <source>This has already been decided.</source>
        <translation>Das wurde schon entschieden.</translation>
    </message>
    <message>
        <source>This has been answered with no in the meantime.</source>
        <translation>Darauf wurde inzwischen mit Nein geantwortet.</translation>
    </message>
    <message>
        <source>This isn’t readable text.</source>
        <translation>Das ist kein lesbarer Text.</translation>
    </message>
    <message>
        <source>This library was made by Kinfolk 0.1 and can’t be used any more.</source>
        <translation>Diese Bibliothek stammt von Kinfolk 0.1 und ist nicht mehr verwendbar.</translation>
    </message>
    <message>
        <source>This library was made by a newer version of Kinfolk.</source>
        <translation>Diese Bibliothek stammt von einer neueren Version von Kinfolk.</translation>
    </message>
    <message>
        <source>This person is no longer in that photo.</source>
        <translation>Diese Person ist nicht mehr auf dem Foto.</translation>
    </message>
    <message>
        <source>This portrait has been changed in the meantime.</source>
        <translation>Dieses Porträt wurde inzwischen geändert.</translation>
    </message>
    <message>
        <source>This search is for too many people.</source>
        <translation>Diese Suche fragt nach zu vielen Personen.</translation>
    </message>
    <message>
        <source>This text or number can’t be stored.</source>
        <translation>Dieser Text oder diese Zahl lässt sich nicht speichern.</translation>
    </message>
    <message>
        <source>This version of Kinfolk can’t read RAW photos.</source>
        <translation>Diese Version von Kinfolk kann keine RAW-Fotos lesen.</translation>
    </message>
    <message>
        <source>This version of Kinfolk can’t read videos.</source>
        <translation>Diese Version von Kinfolk kann keine Videos lesen.</translation>
    </message>
    <message>
        <source>To list engines, run `kinfolk engines list`.</source>
        <translation>`kinfolk engines list` listet die Engines auf.</translation>
    </message>
    <message>
        <source>To list scans, run `kinfolk scans list`.</source>
        <translation>`kinfolk scans list` listet die Suchläufe auf.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuch es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuch es später noch einmal.</translation>
    </message>
    <message>
        <source>Try again when no other copy of Kinfolk has it open.</source>
        <translation>Versuch es wieder, wenn Kinfolk sie nicht noch ein zweites Mal geöffnet hat.</translation>
    </message>
    <message>
        <source>Undo that first.</source>
        <translation>Mach das zuerst rückgängig.</translation>
    </message>
    <message>
        <source>Unnamed people can’t be sorted by name.</source>
        <translation>Unbenannte Personen lassen sich nicht nach Namen sortieren.</translation>
    </message>
    <message>
        <source>Update Kinfolk to open it.</source>
        <translation>Aktualisiere Kinfolk, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>Update Kinfolk to use it.</source>
        <translation>Aktualisiere Kinfolk, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>Update this copy of Kinfolk first. Nothing was changed.</source>
        <translation>Aktualisiere zuerst Kinfolk. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>What was already saved stays.</source>
        <translation>Was schon gespeichert ist, bleibt.</translation>
    </message>
    <message>
        <source>Your changes will be saved as soon as it has finished.</source>
        <translation>Deine Änderungen werden gespeichert, sobald es fertig ist.</translation>
    </message>
    <message>
        <source>Your library is in {folder}, which can’t be found.</source>
        <translation>Deine Bibliothek liegt in {folder}, aber dieser Ordner ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Your library is unchanged.</source>
        <translation>Deine Bibliothek ist unverändert.</translation>
    </message>
    <message>
        <source>a search mentions people who aren’t in it</source>
        <translation>eine Suche nennt Personen, die nicht darin sind</translation>
    </message>
    <message>
        <source>another app is using it</source>
        <translation>eine andere App verwendet die Datei gerade</translation>
    </message>
    <message>
        <source>connection timed out</source>
        <translation>zu lange keine Antwort</translation>
    </message>
    <message>
        <source>device or resource busy</source>
        <translation>gerade in Gebrauch</translation>
    </message>
    <message>
        <source>directory not empty</source>
        <translation>Ordner nicht leer</translation>
    </message>
    <message>
        <source>disk quota exceeded</source>
        <translation>dein Speicherkontingent ist aufgebraucht</translation>
    </message>
    <message>
        <source>file exists</source>
        <translation>schon vorhanden</translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation>Dateiname zu lang</translation>
    </message>
    <message>
        <source>file too large</source>
        <translation>Datei zu groß</translation>
    </message>
    <message>
        <source>host is down</source>
        <translation>der andere Rechner ist nicht erreichbar</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>Lese- oder Schreibfehler</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>das ist ein Ordner</translation>
    </message>
    <message>
        <source>it can’t tell the people in your photos apart</source>
        <translation>es kann die Personen auf deinen Fotos nicht unterscheiden</translation>
    </message>
    <message>
        <source>it contains no contacts</source>
        <translation>sie enthält keine Kontakte</translation>
    </message>
    <message>
        <source>it crashes</source>
        <translation>es stürzt ab</translation>
    </message>
    <message>
        <source>it crashes on the first face</source>
        <translation>es stürzt beim ersten Gesicht ab</translation>
    </message>
    <message>
        <source>it doesn’t recognise the same face when slightly darker</source>
        <translation>es erkennt dasselbe Gesicht nicht, wenn es etwas dunkler ist</translation>
    </message>
    <message>
        <source>it doesn’t state its version</source>
        <translation>sie nennt ihre Version nicht</translation>
    </message>
    <message>
        <source>it fails on a face</source>
        <translation>es scheitert an einem Gesicht</translation>
    </message>
    <message>
        <source>it gives different results for the same face</source>
        <translation>es liefert für dasselbe Gesicht verschiedene Ergebnisse</translation>
    </message>
    <message>
        <source>it gives the same result for every face</source>
        <translation>es liefert für jedes Gesicht dasselbe Ergebnis</translation>
    </message>
    <message>
        <source>it has more than {most} contacts</source>
        <translation>sie hat mehr als {most} Kontakte</translation>
    </message>
    <message>
        <source>it isn’t a Kinfolk export</source>
        <translation>sie ist kein Export von Kinfolk</translation>
    </message>
    <message>
        <source>it isn’t an ONNX model</source>
        <translation>es ist kein ONNX-Modell</translation>
    </message>
    <message>
        <source>it isn’t an ONNX model that can be used</source>
        <translation>es ist kein ONNX-Modell, das sich verwenden lässt</translation>
    </message>
    <message>
        <source>it isn’t made for faces of {chip} pixels, but of {found}</source>
        <translation>es ist nicht für Gesichter von {chip} Pixeln gemacht, sondern für {found}</translation>
    </message>
    <message>
        <source>it isn’t text</source>
        <translation>sie ist kein Text</translation>
    </message>
    <message>
        <source>it mentions people who aren’t in it</source>
        <translation>sie nennt Personen, die nicht darin sind</translation>
    </message>
    <message>
        <source>it no longer gives the same number of values</source>
        <translation>es liefert nicht mehr dieselbe Zahl von Werten</translation>
    </message>
    <message>
        <source>it says someone isn’t the same as themselves</source>
        <translation>sie sagt, jemand sei eine andere Person als er selbst</translation>
    </message>
    <message>
        <source>it should give {least} to {most} numbers for a face, but gives {found}</source>
        <translation>es sollte für ein Gesicht {least} bis {most} Zahlen liefern, liefert aber {found}</translation>
    </message>
    <message>
        <source>it takes more than {seconds} seconds for the first face</source>
        <translation>es braucht mehr als {seconds} Sekunden für das erste Gesicht</translation>
    </message>
    <message>
        <source>it takes too long for each face</source>
        <translation>es braucht zu lange für jedes Gesicht</translation>
    </message>
    <message>
        <source>it uses too much memory</source>
        <translation>es braucht zu viel Speicher</translation>
    </message>
    <message>
        <source>its process doesn’t follow the protocol</source>
        <translation>sein Prozess hält sich nicht an das Protokoll</translation>
    </message>
    <message>
        <source>its result for a face isn’t a single list of numbers</source>
        <translation>sein Ergebnis für ein Gesicht ist keine einzelne Liste von Zahlen</translation>
    </message>
    <message>
        <source>its results can’t be compared</source>
        <translation>seine Ergebnisse lassen sich nicht vergleichen</translation>
    </message>
    <message>
        <source>it’s incomplete, or isn’t JSON</source>
        <translation>sie ist unvollständig oder kein JSON</translation>
    </message>
    <message>
        <source>it’s too large</source>
        <translation>sie ist zu groß</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>kein Platz mehr frei</translation>
    </message>
    <message>
        <source>no such device</source>
        <translation>Gerät nicht gefunden</translation>
    </message>
    <message>
        <source>no such device or address</source>
        <translation>Gerät oder Adresse nicht gefunden</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>not a directory</source>
        <translation>das ist kein Ordner</translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>part of it is stored in other files, which isn’t allowed</source>
        <translation>ein Teil davon liegt in anderen Dateien, was nicht erlaubt ist</translation>
    </message>
    <message>
        <source>part of it may grow to any size when opened</source>
        <translation>ein Teil davon kann beim Öffnen beliebig groß werden</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>someone is listed twice</source>
        <translation>jemand ist zweimal aufgeführt</translation>
    </message>
    <message>
        <source>stale file handle</source>
        <translation>die Verbindung zum Laufwerk ist abgerissen</translation>
    </message>
    <message>
        <source>there is extra data after its end</source>
        <translation>nach ihrem Ende folgen weitere Daten</translation>
    </message>
    <message>
        <source>too many levels of symbolic links</source>
        <translation>Verknüpfungen führen im Kreis</translation>
    </message>
    <message>
        <source>too many open files</source>
        <translation>zu viele offene Dateien</translation>
    </message>
    <message>
        <source>{copy} doesn’t match the original.</source>
        <translation>{copy} stimmt nicht mit dem Original überein.</translation>
    </message>
    <message>
        <source>{count} RAW photos were skipped. To read them, install Kinfolk with the “raw” extra.</source>
        <translation>{count} RAW-Fotos wurden übersprungen. Um sie zu lesen, installiere Kinfolk mit dem Zusatz „raw“.</translation>
    </message>
    <message>
        <source>{count} RAW photos were skipped: this version of Kinfolk can’t read RAW photos.</source>
        <translation>{count} RAW-Fotos wurden übersprungen: Diese Version von Kinfolk kann keine RAW-Fotos lesen.</translation>
    </message>
    <message>
        <source>{count} libraries contain a {name}.</source>
        <translation>{count} Bibliotheken enthalten {name}.</translation>
    </message>
    <message>
        <source>{count} photos were skipped because they are links to files that are not there.</source>
        <translation>{count} Fotos wurden übersprungen, weil sie Verknüpfungen mit Dateien sind, die nicht da sind.</translation>
    </message>
    <message>
        <source>{count} photos were skipped because they are only online. To have them read, choose “Always keep on this device” for their folders in Explorer.</source>
        <translation>{count} Fotos wurden übersprungen, weil sie nur online sind. Damit Kinfolk sie liest, wähle für ihre Ordner im Explorer „Immer auf diesem Gerät behalten“.</translation>
    </message>
    <message>
        <source>{count} videos were skipped. To read them, install Kinfolk with the “video” extra.</source>
        <translation>{count} Videos wurden übersprungen. Um sie zu lesen, installiere Kinfolk mit dem Zusatz „video“.</translation>
    </message>
    <message>
        <source>{count} videos were skipped: Kinfolk can’t read videos on macOS.</source>
        <translation>{count} Videos wurden übersprungen: Unter macOS kann Kinfolk keine Videos lesen.</translation>
    </message>
    <message>
        <source>{count} videos were skipped: this version of Kinfolk can’t read videos.</source>
        <translation>{count} Videos wurden übersprungen: Diese Version von Kinfolk kann keine Videos lesen.</translation>
    </message>
    <message>
        <source>{file} already exists, and isn’t a backup of this library.</source>
        <translation>{file} gibt es schon, ist aber keine Sicherung dieser Bibliothek.</translation>
    </message>
    <message>
        <source>{file} can’t be read: {why}.</source>
        <translation>{file} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>{file} can’t be used: {why}.</source>
        <translation>{file} lässt sich nicht verwenden: {why}.</translation>
    </message>
    <message>
        <source>{file} is one of Kinfolk’s own files.</source>
        <translation>{file} ist eine von Kinfolks eigenen Dateien.</translation>
    </message>
    <message>
        <source>{file} is too large to be a model: {size} bytes.</source>
        <translation>{file} ist zu groß für ein Modell: {size} Bytes.</translation>
    </message>
    <message>
        <source>{file} isn’t a file.</source>
        <translation>{file} ist keine Datei.</translation>
    </message>
    <message>
        <source>{file}: {why}</source>
        <translation>{file}: {why}</translation>
    </message>
    <message>
        <source>{folder} can’t be written to ({why}).</source>
        <translation>In {folder} lässt sich nicht schreiben ({why}).</translation>
    </message>
    <message>
        <source>{folder} is one of your photo folders, or inside one.</source>
        <translation>{folder} ist einer deiner Fotoordner oder liegt in einem.</translation>
    </message>
    <message>
        <source>{name} has been renamed {now}.</source>
        <translation>{name} heißt jetzt {now}.</translation>
    </message>
    <message>
        <source>{name} is already in the photo.</source>
        <translation>{name} ist schon auf dem Foto.</translation>
    </message>
    <message>
        <source>{name} is now hidden.</source>
        <translation>{name} ist jetzt verborgen.</translation>
    </message>
    <message>
        <source>{name} no longer exists.</source>
        <translation>{name} ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>{name} no longer has a name.</source>
        <translation>{name} hat keinen Namen mehr.</translation>
    </message>
    <message>
        <source>{name}, part of the engine {pack}, is damaged.</source>
        <translation>{name}, ein Teil der Engine {pack}, ist beschädigt.</translation>
    </message>
    <message>
        <source>{pack} can’t be used: {why}.</source>
        <translation>{pack} lässt sich nicht verwenden: {why}.</translation>
    </message>
    <message>
        <source>{path} already exists, and isn’t an export.</source>
        <translation>{path} gibt es schon, ist aber kein Export.</translation>
    </message>
    <message>
        <source>{path} can’t be read: {why}.</source>
        <translation>{path} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>{path} couldn’t be written: {why}.</source>
        <translation>{path} ließ sich nicht schreiben: {why}.</translation>
    </message>
    <message>
        <source>{path} doesn’t exist.</source>
        <translation>{path} ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>{path} isn’t a folder.</source>
        <translation>{path} ist kein Ordner.</translation>
    </message>
    <message>
        <source>{text!r} isn’t an age. Write it like Dora&lt;5, Dora&gt;=18 or Dora=3-6.</source>
        <translation>{text!r} ist kein Alter. Schreib es wie Dora&lt;5, Dora&gt;=18 oder Dora=3-6.</translation>
    </message>
    <message>
        <source>{where}: {said}</source>
        <translation>{where}: {said}</translation>
    </message>
    <message>
        <source>{why} What was forgotten can’t be undone any more, but is still in Kinfolk’s files.</source>
        <translation>{why} Das Vergessene lässt sich nicht mehr zurückholen, steht aber noch in Kinfolks Dateien.</translation>
    </message>
    <message>
        <source>“{first}” was undone after “{step}”.</source>
        <translation>„{first}“ wurde nach „{step}“ rückgängig gemacht.</translation>
    </message>
    <message>
        <source>“{new}” is empty, so it isn’t “{old}”.</source>
        <translation>„{new}“ ist leer, also ist es nicht „{old}“.</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are two names for one face.</source>
        <translation>„{one}“ und „{other}“ sind zwei Namen für ein Gesicht.</translation>
    </message>
    <message>
        <source>“{step}” can no longer be undone: something has been added to it since.</source>
        <translation>„{step}“ lässt sich nicht mehr rückgängig machen: Seither ist etwas dazugekommen.</translation>
    </message>
    <message>
        <source>“{step}” can no longer be undone: what it affected has changed since.</source>
        <translation>„{step}“ lässt sich nicht mehr rückgängig machen: Was es betraf, hat sich seither geändert.</translation>
    </message>
    <message>
        <source>“{step}” can’t be redone: what it affected has changed since.</source>
        <translation>„{step}“ lässt sich nicht wiederholen: Was es betraf, hat sich seither geändert.</translation>
    </message>
    <message>
        <source>“{step}” can’t be redone: “{other}” was done since, and affects the same things.</source>
        <translation>„{step}“ lässt sich nicht wiederholen: „{other}“ kam danach und betrifft dasselbe.</translation>
    </message>
    <message>
        <source>“{step}” has already been undone.</source>
        <translation>„{step}“ ist schon rückgängig gemacht.</translation>
    </message>
    <message>
        <source>“{step}” hasn’t been undone.</source>
        <translation>„{step}“ ist nicht rückgängig gemacht.</translation>
    </message>
    <message>
        <source>“{step}” wasn’t undone. Something newer was done since: “{newest}”.</source>
        <translation>„{step}“ wurde nicht rückgängig gemacht. Danach kam noch etwas: „{newest}“.</translation>
    </message>
    <message>
        <source>“{step}” wasn’t undone: “{other}” was done since, and affects the same things.</source>
        <translation>„{step}“ wurde nicht rückgängig gemacht: „{other}“ kam danach und betrifft dasselbe.</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>About Kinfolk</source>
        <translation>Über Kinfolk</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add someone whose face isn’t visible</source>
        <translation>Jemanden hinzufügen, dessen Gesicht nicht zu sehen ist</translation>
    </message>
    <message>
        <source>Add the highlighted suggestion</source>
        <translation>Den markierten Vorschlag hinzufügen</translation>
    </message>
    <message>
        <source>Add the highlighted suggestion and go to the photos</source>
        <translation>Den markierten Vorschlag hinzufügen und weiter zu den Fotos</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Zu den Favoriten</translation>
    </message>
    <message>
        <source>Add to or remove from favourites</source>
        <translation>Zu den Favoriten oder daraus entfernen</translation>
    </message>
    <message>
        <source>Also select the next card</source>
        <translation>Auch die nächste Karte auswählen</translation>
    </message>
    <message>
        <source>Also select the next line</source>
        <translation>Auch die nächste Zeile auswählen</translation>
    </message>
    <message>
        <source>Applies to the selected lines</source>
        <translation>Gilt für die ausgewählten Zeilen</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Wieder fragen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back one second</source>
        <translation>Eine Sekunde zurück</translation>
    </message>
    <message>
        <source>Back three cards</source>
        <translation>Drei Karten zurück</translation>
    </message>
    <message>
        <source>Back to the field</source>
        <translation>Zurück zum Feld</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>Nach Jahr</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Centre on the face, or show the whole photo</source>
        <translation>Auf das Gesicht zentrieren oder das ganze Foto zeigen</translation>
    </message>
    <message>
        <source>Change the search term</source>
        <translation>Den Suchbegriff ändern</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Choose another person while typing</source>
        <translation>Beim Tippen eine andere Person wählen</translation>
    </message>
    <message>
        <source>Choose the first, second or third suggestion</source>
        <translation>Den ersten, zweiten oder dritten Vorschlag wählen</translation>
    </message>
    <message>
        <source>Choose the portrait to keep</source>
        <translation>Das Porträt wählen, das bleibt</translation>
    </message>
    <message>
        <source>Choosing a person</source>
        <translation>Eine Person wählen</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Clear selection, then go back to the whole card</source>
        <translation>Auswahl aufheben, dann zurück zur ganzen Karte</translation>
    </message>
    <message>
        <source>Clear the field; if empty, go back to the page</source>
        <translation>Das Feld leeren; ist es leer, zurück zur Seite</translation>
    </message>
    <message>
        <source>Clear the field; if empty, go back to the photos</source>
        <translation>Das Feld leeren; ist es leer, zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Compare the two photos</source>
        <translation>Die beiden Fotos vergleichen</translation>
    </message>
    <message>
        <source>Confirm all faces</source>
        <translation>Alle Gesichter bestätigen</translation>
    </message>
    <message>
        <source>Confirm the person’s faces</source>
        <translation>Die Gesichter der Person bestätigen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy photos to a folder</source>
        <translation>Fotos in einen Ordner kopieren</translation>
    </message>
    <message>
        <source>Create a contact sheet (PDF)</source>
        <translation>Kontaktbogen (PDF) erstellen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Dialogs</source>
        <translation>Dialoge</translation>
    </message>
    <message>
        <source>Draw a frame around a face</source>
        <translation>Rahmen um ein Gesicht ziehen</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Extend the selection to the next photo</source>
        <translation>Die Auswahl auf das nächste Foto erweitern</translation>
    </message>
    <message>
        <source>Extend the selection to the previous photo</source>
        <translation>Die Auswahl auf das vorige Foto erweitern</translation>
    </message>
    <message>
        <source>Extend the selection to the row above</source>
        <translation>Die Auswahl auf die Reihe darüber erweitern</translation>
    </message>
    <message>
        <source>Extend the selection to the row below</source>
        <translation>Die Auswahl auf die Reihe darunter erweitern</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>First card</source>
        <translation>Erste Karte</translation>
    </message>
    <message>
        <source>First person</source>
        <translation>Erste Person</translation>
    </message>
    <message>
        <source>First photo</source>
        <translation>Erstes Foto</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Forward one second</source>
        <translation>Eine Sekunde weiter</translation>
    </message>
    <message>
        <source>Forward three cards</source>
        <translation>Drei Karten weiter</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Full screen (a video)</source>
        <translation>Vollbild (Video)</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Go to the card with this number, or move the selected faces to its person</source>
        <translation>Zur Karte mit dieser Nummer gehen oder die ausgewählten Gesichter zu ihrer Person verschieben</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Ans Ende gehen</translation>
    </message>
    <message>
        <source>Go to the results</source>
        <translation>Zu den Ergebnissen gehen</translation>
    </message>
    <message>
        <source>Go to the search terms</source>
        <translation>Zu den Suchbegriffen gehen</translation>
    </message>
    <message>
        <source>Go to the step</source>
        <translation>Zum Schritt gehen</translation>
    </message>
    <message>
        <source>Go to the top</source>
        <translation>An den Anfang gehen</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Hide or show again</source>
        <translation>Verbergen oder wieder zeigen</translation>
    </message>
    <message>
        <source>Hide the folders inside</source>
        <translation>Unterordner verbergen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Ignore strangers</source>
        <translation>Fremde ignorieren</translation>
    </message>
    <message>
        <source>Ignore, or show again if ignored</source>
        <translation>Ignorieren; Ignorierte wieder zeigen</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Ignoriert</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Namen in Kinfolk behalten</translation>
    </message>
    <message>
        <source>Keep, or ignore after all</source>
        <translation>Behalten oder doch ignorieren</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Kinfolk</source>
        <translation>Kinfolk</translation>
    </message>
    <message>
        <source>Larger portraits</source>
        <translation>Größere Porträts</translation>
    </message>
    <message>
        <source>Last card</source>
        <translation>Letzte Karte</translation>
    </message>
    <message>
        <source>Last photo</source>
        <translation>Letztes Foto</translation>
    </message>
    <message>
        <source>Let Kinfolk ask about the selected answers again</source>
        <translation>Kinfolk darf nach den ausgewählten Antworten wieder fragen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Look closer at the group (in an empty field)</source>
        <translation>Die Gruppe genauer ansehen (im leeren Feld)</translation>
    </message>
    <message>
        <source>Look closer…</source>
        <translation>Genauer ansehen…</translation>
    </message>
    <message>
        <source>Looking closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Mark a face</source>
        <translation>Gesicht markieren</translation>
    </message>
    <message>
        <source>Marking a face</source>
        <translation>Ein Gesicht markieren</translation>
    </message>
    <message>
        <source>Merge selected people</source>
        <translation>Ausgewählte Personen zusammenführen</translation>
    </message>
    <message>
        <source>Merge the group with someone</source>
        <translation>Die Gruppe mit jemandem zusammenführen</translation>
    </message>
    <message>
        <source>Merge two people</source>
        <translation>Zwei Personen zusammenführen</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>Merging people</source>
        <translation>Personen zusammenführen</translation>
    </message>
    <message>
        <source>Move between cards</source>
        <translation>Zwischen Karten wechseln</translation>
    </message>
    <message>
        <source>Move between lines</source>
        <translation>Zwischen Zeilen wechseln</translation>
    </message>
    <message>
        <source>Move the face’s frame</source>
        <translation>Den Rahmen des Gesichts verschieben</translation>
    </message>
    <message>
        <source>Move the frame down</source>
        <translation>Den Rahmen nach unten verschieben</translation>
    </message>
    <message>
        <source>Move the frame left</source>
        <translation>Den Rahmen nach links verschieben</translation>
    </message>
    <message>
        <source>Move the frame right</source>
        <translation>Den Rahmen nach rechts verschieben</translation>
    </message>
    <message>
        <source>Move the frame up</source>
        <translation>Den Rahmen nach oben verschieben</translation>
    </message>
    <message>
        <source>Move the removed faces to someone</source>
        <translation>Die entfernten Gesichter zu jemandem verschieben</translation>
    </message>
    <message>
        <source>Move the removed faces, or else the current one, to someone</source>
        <translation>Die entfernten Gesichter oder sonst das aktuelle zu jemandem verschieben</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>Verschieben zu…</translation>
    </message>
    <message>
        <source>Move without selecting, to select separate cards</source>
        <translation>Weitergehen, ohne auszuwählen (für einzelne Karten)</translation>
    </message>
    <message>
        <source>Name conflicts</source>
        <translation>Namenskonflikte</translation>
    </message>
    <message>
        <source>Name conflicts…</source>
        <translation>Namenskonflikte…</translation>
    </message>
    <message>
        <source>Name on a person’s page</source>
        <translation>Name auf der Seite einer Person</translation>
    </message>
    <message>
        <source>Name or rename</source>
        <translation>Benennen oder umbenennen</translation>
    </message>
    <message>
        <source>Name the face</source>
        <translation>Das Gesicht benennen</translation>
    </message>
    <message>
        <source>Naming a face in a photo</source>
        <translation>Ein Gesicht auf einem Foto benennen</translation>
    </message>
    <message>
        <source>Naming a group</source>
        <translation>Eine Gruppe benennen</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>Schmaler</translation>
    </message>
    <message>
        <source>New faces</source>
        <translation>Neue Gesichter</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>New person, even if someone has the typed name or one that begins with it</source>
        <translation>Neue Person, auch wenn schon jemand so heißt oder ein Name so anfängt</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>Neue Person…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächstes</translation>
    </message>
    <message>
        <source>Next card</source>
        <translation>Nächste Karte</translation>
    </message>
    <message>
        <source>Next face</source>
        <translation>Nächstes Gesicht</translation>
    </message>
    <message>
        <source>Next face of this person</source>
        <translation>Nächstes Gesicht dieser Person</translation>
    </message>
    <message>
        <source>Next field or button</source>
        <translation>Nächstes Feld oder nächste Schaltfläche</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Next moment of a video</source>
        <translation>Nächste Stelle eines Videos</translation>
    </message>
    <message>
        <source>Next month or folder</source>
        <translation>Nächster Monat oder Ordner</translation>
    </message>
    <message>
        <source>Next person</source>
        <translation>Nächste Person</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Nächste Reihe</translation>
    </message>
    <message>
        <source>Next year</source>
        <translation>Nächstes Jahr</translation>
    </message>
    <message>
        <source>No, for the same faces</source>
        <translation>Nein, für dieselben Gesichter</translation>
    </message>
    <message>
        <source>Not a face</source>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Nicht sicher</translation>
    </message>
    <message>
        <source>Not this person</source>
        <translation>Nicht diese Person</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open in default viewer</source>
        <translation>Im Standardprogramm öffnen</translation>
    </message>
    <message>
        <source>Open the calendar</source>
        <translation>Den Kalender öffnen</translation>
    </message>
    <message>
        <source>Open the first result</source>
        <translation>Das erste Ergebnis öffnen</translation>
    </message>
    <message>
        <source>Open the section</source>
        <translation>Den Bereich öffnen</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>Eine Seite nach unten</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>Eine Seite nach oben</translation>
    </message>
    <message>
        <source>Page up or down</source>
        <translation>Eine Seite nach oben oder unten</translation>
    </message>
    <message>
        <source>Pause or play</source>
        <translation>Anhalten oder abspielen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>People and groups</source>
        <translation>Personen und Gruppen</translation>
    </message>
    <message>
        <source>People in the same photos</source>
        <translation>Personen auf denselben Fotos</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Photo info</source>
        <translation>Foto-Info</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play a video, or back from a photo</source>
        <translation>Video abspielen oder vom Foto zurück</translation>
    </message>
    <message>
        <source>Press the main button</source>
        <translation>Die farbige Schaltfläche drücken</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Voriges</translation>
    </message>
    <message>
        <source>Previous card</source>
        <translation>Vorige Karte</translation>
    </message>
    <message>
        <source>Previous face</source>
        <translation>Voriges Gesicht</translation>
    </message>
    <message>
        <source>Previous group</source>
        <translation>Vorige Gruppe</translation>
    </message>
    <message>
        <source>Previous line</source>
        <translation>Vorige Zeile</translation>
    </message>
    <message>
        <source>Previous moment</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Previous month or folder</source>
        <translation>Voriger Monat oder Ordner</translation>
    </message>
    <message>
        <source>Previous person</source>
        <translation>Vorige Person</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Vorige Reihe</translation>
    </message>
    <message>
        <source>Previous year</source>
        <translation>Voriges Jahr</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Rejected suggestions</source>
        <translation>Abgelehnte Vorschläge</translation>
    </message>
    <message>
        <source>Rejected suggestions…</source>
        <translation>Abgelehnte Vorschläge…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Aus den Favoriten entfernen</translation>
    </message>
    <message>
        <source>Remove the face</source>
        <translation>Das Gesicht entfernen</translation>
    </message>
    <message>
        <source>Remove the face, or put it back</source>
        <translation>Das Gesicht entfernen oder zurücklegen</translation>
    </message>
    <message>
        <source>Remove the faces from this person</source>
        <translation>Die Gesichter von dieser Person entfernen</translation>
    </message>
    <message>
        <source>Remove the last search term (in an empty field)</source>
        <translation>Den letzten Suchbegriff entfernen (im leeren Feld)</translation>
    </message>
    <message>
        <source>Restore the name, then stop editing</source>
        <translation>Den vorigen Namen wiederherstellen, dann das Bearbeiten beenden</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Review faces</source>
        <translation>Gesichter prüfen</translation>
    </message>
    <message>
        <source>Row above</source>
        <translation>Reihe darüber</translation>
    </message>
    <message>
        <source>Row below</source>
        <translation>Reihe darunter</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the name and go to the next group</source>
        <translation>Den Namen speichern und zur nächsten Gruppe</translation>
    </message>
    <message>
        <source>Scan for new photos</source>
        <translation>Nach neuen Fotos suchen</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Nach unten scrollen</translation>
    </message>
    <message>
        <source>Scroll down when zoomed in</source>
        <translation>Im vergrößerten Foto nach unten</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Nach oben scrollen</translation>
    </message>
    <message>
        <source>Scroll up when zoomed in</source>
        <translation>Im vergrößerten Foto nach oben</translation>
    </message>
    <message>
        <source>Search field</source>
        <translation>Suchfeld</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>Search people or photos</source>
        <translation>Personen oder Fotos suchen</translation>
    </message>
    <message>
        <source>Search photos</source>
        <translation>Fotos suchen</translation>
    </message>
    <message>
        <source>Search terms</source>
        <translation>Suchbegriffe</translation>
    </message>
    <message>
        <source>Searching photos</source>
        <translation>Fotos suchen</translation>
    </message>
    <message>
        <source>See the whole photo while held</source>
        <translation>Ganzes Foto zeigen, solange die Taste gedrückt ist</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Select all faces on the card</source>
        <translation>Alle Gesichter auf der Karte auswählen</translation>
    </message>
    <message>
        <source>Select all photos</source>
        <translation>Alle Fotos auswählen</translation>
    </message>
    <message>
        <source>Select or deselect the card</source>
        <translation>Die Karte auswählen oder abwählen</translation>
    </message>
    <message>
        <source>Select or deselect the face</source>
        <translation>Das Gesicht auswählen oder abwählen</translation>
    </message>
    <message>
        <source>Select or deselect the photo</source>
        <translation>Das Foto auswählen oder abwählen</translation>
    </message>
    <message>
        <source>Select the face</source>
        <translation>Das Gesicht auswählen</translation>
    </message>
    <message>
        <source>Select the face, or move it to the other side</source>
        <translation>Das Gesicht auswählen oder auf die andere Seite bringen</translation>
    </message>
    <message>
        <source>Selecting faces for a person</source>
        <translation>Gesichter für eine Person auswählen</translation>
    </message>
    <message>
        <source>Set as portrait</source>
        <translation>Als Porträt verwenden</translation>
    </message>
    <message>
        <source>Set the date</source>
        <translation>Datum eintragen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Shortcut: {}</source>
        <translation>Tastenkürzel: {}</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>Niedriger</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Wieder zeigen</translation>
    </message>
    <message>
        <source>Show all faces of the card, or one line</source>
        <translation>Alle Gesichter der Karte zeigen oder eine Zeile</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show names: never, on hover, always</source>
        <translation>Namen zeigen: nie, unter der Maus, immer</translation>
    </message>
    <message>
        <source>Show or hide less likely ones</source>
        <translation>Weniger wahrscheinliche zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show photo</source>
        <translation>Foto zeigen</translation>
    </message>
    <message>
        <source>Show suggestions; next suggestion</source>
        <translation>Vorschläge zeigen; nächster Vorschlag</translation>
    </message>
    <message>
        <source>Show the folders inside</source>
        <translation>Unterordner zeigen</translation>
    </message>
    <message>
        <source>Show the person’s page</source>
        <translation>Die Seite der Person zeigen</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Single face</source>
        <translation>Einzelnes Gesicht</translation>
    </message>
    <message>
        <source>Skip to the next group</source>
        <translation>Weiter zur nächsten Gruppe</translation>
    </message>
    <message>
        <source>Slide show</source>
        <translation>Diashow</translation>
    </message>
    <message>
        <source>Smaller portraits</source>
        <translation>Kleinere Porträts</translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>Jemand anders</translation>
    </message>
    <message>
        <source>Someone else with this name</source>
        <translation>Jemand anders mit diesem Namen</translation>
    </message>
    <message>
        <source>Split into two people</source>
        <translation>In zwei Personen aufteilen</translation>
    </message>
    <message>
        <source>Splitting a person</source>
        <translation>Eine Person aufteilen</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>Aufteilen…</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Neu anfangen</translation>
    </message>
    <message>
        <source>Stop naming</source>
        <translation>Mit dem Benennen aufhören</translation>
    </message>
    <message>
        <source>Stop, or close the history</source>
        <translation>Stoppen oder den Verlauf schließen</translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation>Seiten tauschen</translation>
    </message>
    <message>
        <source>Taller</source>
        <translation>Höher</translation>
    </message>
    <message>
        <source>Together with</source>
        <translation>Zusammen mit</translation>
    </message>
    <message>
        <source>Turn full screen on or off</source>
        <translation>Vollbild ein oder aus</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the last step (in an empty field)</source>
        <translation>Den letzten Schritt rückgängig machen (im leeren Feld)</translation>
    </message>
    <message>
        <source>Undo the name (on a named card)</source>
        <translation>Den Namen rückgängig machen (auf einer benannten Karte)</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Unreadable photos…</source>
        <translation>Unlesbare Fotos…</translation>
    </message>
    <message>
        <source>Use the file’s name</source>
        <translation>Namen aus der Datei übernehmen</translation>
    </message>
    <message>
        <source>Use the highlighted person, or create a new one</source>
        <translation>Die markierte Person verwenden oder eine neue anlegen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Why this suggestion</source>
        <translation>Warum dieser Vorschlag</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>Breiter</translation>
    </message>
    <message>
        <source>With, without, or either</source>
        <translation>Mit, ohne oder egal</translation>
    </message>
    <message>
        <source>Yes, for the selected faces, this one, or the whole card</source>
        <translation>Ja, für die ausgewählten Gesichter, dieses oder die ganze Karte</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>eine Sekunde</translation>
    </message>
    <message>
        <source>add to search</source>
        <translation>zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>all shortcuts</source>
        <translation>alle Tastenkürzel</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>back to the photos</source>
        <translation>zurück zu den Fotos</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>abbrechen</translation>
    </message>
    <message>
        <source>centre on face</source>
        <translation>auf das Gesicht zentrieren</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>wählen</translation>
    </message>
    <message>
        <source>clear selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>vergleichen</translation>
    </message>
    <message>
        <source>confirm</source>
        <translation>bestätigen</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>kopieren</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>löschen</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>first</source>
        <translation>zum Anfang</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>go to card</source>
        <translation>zur Karte</translation>
    </message>
    <message>
        <source>go to results</source>
        <translation>zu den Ergebnissen</translation>
    </message>
    <message>
        <source>hide</source>
        <translation>verbergen</translation>
    </message>
    <message>
        <source>hold for photo</source>
        <translation>Foto zeigen (halten)</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>ignorieren</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>last</source>
        <translation>zum Ende</translation>
    </message>
    <message>
        <source>look closer</source>
        <translation>genauer ansehen</translation>
    </message>
    <message>
        <source>mark a face</source>
        <translation>Gesicht markieren</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>zusammenführen</translation>
    </message>
    <message>
        <source>merge…</source>
        <translation>zusammenführen…</translation>
    </message>
    <message>
        <source>moment</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>move</source>
        <translation>verschieben</translation>
    </message>
    <message>
        <source>move to…</source>
        <translation>verschieben zu…</translation>
    </message>
    <message>
        <source>name</source>
        <translation>benennen</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>neue Person</translation>
    </message>
    <message>
        <source>next face</source>
        <translation>nächstes Gesicht</translation>
    </message>
    <message>
        <source>not a face</source>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>nicht sicher</translation>
    </message>
    <message>
        <source>not them</source>
        <translation>nicht diese Person</translation>
    </message>
    <message>
        <source>one by one</source>
        <translation>nacheinander</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>open first</source>
        <translation>ersten Treffer öffnen</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>play</source>
        <translation>abspielen</translation>
    </message>
    <message>
        <source>portrait</source>
        <translation>Porträt</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>entfernen</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>umbenennen</translation>
    </message>
    <message>
        <source>resize</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>save</source>
        <translation>speichern</translation>
    </message>
    <message>
        <source>save, next</source>
        <translation>speichern, weiter</translation>
    </message>
    <message>
        <source>search photos</source>
        <translation>Fotos suchen</translation>
    </message>
    <message>
        <source>select</source>
        <translation>auswählen</translation>
    </message>
    <message>
        <source>show again</source>
        <translation>wieder zeigen</translation>
    </message>
    <message>
        <source>show all</source>
        <translation>alle zeigen</translation>
    </message>
    <message>
        <source>show person</source>
        <translation>Person zeigen</translation>
    </message>
    <message>
        <source>show photo</source>
        <translation>Foto zeigen</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>überspringen</translation>
    </message>
    <message>
        <source>slide show</source>
        <translation>Diashow</translation>
    </message>
    <message>
        <source>someone else</source>
        <translation>jemand anders</translation>
    </message>
    <message>
        <source>stop naming</source>
        <translation>aufhören</translation>
    </message>
    <message>
        <source>together</source>
        <translation>zusammen mit</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>whole photo</source>
        <translation>ganzes Foto</translation>
    </message>
    <message>
        <source>years</source>
        <translation>nach Jahr</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>Zoom</translation>
    </message>
</context>
<context>
    <name>menu_links</name>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show person</source>
        <translation>Person zeigen</translation>
    </message>
    <message>
        <source>Show photo</source>
        <translation>Foto zeigen</translation>
    </message>
    <message>
        <source>Show {name:the group}’s page</source>
        <translation>Seite von {name:der Gruppe} zeigen</translation>
    </message>
</context>
<context>
    <name>merge</name>
    <message>
        <source>Merge {name:this group} with…</source>
        <translation>{name:Diese Gruppe} zusammenführen mit…</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>This group will get {}. It has no name yet.</source>
        <translation>Diese Gruppe bekommt {}. Sie hat noch keinen Namen.</translation>
    </message>
    <message>
        <source>{stays} will get {faces} from {goes}. The name {stays} is kept; {goes} is removed.</source>
        <translation>{stays} bekommt {faces} von {goes}. Der Name {stays} bleibt, {goes} wird entfernt.</translation>
    </message>
    <message>
        <source>{stays} will get {faces}. The name {stays} is kept.</source>
        <translation>{stays} bekommt {faces}. Der Name {stays} bleibt.</translation>
    </message>
</context>
<context>
    <name>moving</name>
    <message>
        <source>The library couldn’t be opened in the new folder, so it’s still in {folder}. {why}</source>
        <translation>Die Bibliothek ließ sich im neuen Ordner nicht öffnen und liegt weiter in {folder}. {why}</translation>
    </message>
    <message>
        <source>The library is now in {}.</source>
        <translation>Die Bibliothek liegt jetzt in {}.</translation>
    </message>
    <message>
        <source>The library wasn’t moved.</source>
        <translation>Die Bibliothek wurde nicht verschoben.</translation>
    </message>
</context>
<context>
    <name>new faces</name>
    <message>
        <source>Removed from {}: {}</source>
        <translation>Entfernt bei {}: {}</translation>
    </message>
    <message>
        <source>{} of {} confirmed</source>
        <translation>{} von {} bestätigt</translation>
    </message>
    <message>
        <source>{} of {} confirmed, {} removed</source>
        <translation>{} von {} bestätigt, {} entfernt</translation>
    </message>
</context>
<context>
    <name>person_faces</name>
    <message>
        <source>Added by Kinfolk</source>
        <translation>Von Kinfolk hinzugefügt</translation>
    </message>
    <message>
        <source>All from {}</source>
        <translation>Alle von {}</translation>
    </message>
    <message>
        <source>Confirmed by you</source>
        <translation>Von dir bestätigt</translation>
    </message>
    <message>
        <source>First {first}, last {last}</source>
        <translation>Zuerst {first}, zuletzt {last}</translation>
    </message>
    <message>
        <source>Worth checking</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>diesen Monat</translation>
    </message>
    <message>
        <source>this week</source>
        <translation>diese Woche</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>dieses Jahr</translation>
    </message>
</context>
<context>
    <name>photo_info</name>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>Finding faces is off for this folder.</source>
        <translation>Die Gesichtersuche ist für diesen Ordner ausgeschaltet.</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>The next scan will look for faces in it.</source>
        <translation>Der nächste Suchlauf sucht darin nach Gesichtern.</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
</context>
<context>
    <name>photo_view</name>
    <message>
        <source>Loading photo…</source>
        <translation>Das Foto wird geladen…</translation>
    </message>
    <message>
        <source>{} is unavailable. Is its drive connected? Its faces are still here.</source>
        <translation>{} ist nicht verfügbar. Ist das Laufwerk angeschlossen? Die Gesichter bleiben erhalten.</translation>
    </message>
</context>
<context>
    <name>photos</name>
    <message>
        <source>Couldn’t be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>“{}” is unavailable</source>
        <translation>„{}“ ist nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>rescue</name>
    <message>
        <source>Restored: {}.</source>
        <translation>Wiederhergestellt: {}.</translation>
    </message>
</context>
<context>
    <name>scan_words</name>
    <message>
        <source>No new photos. {} added to people or groups.</source>
        <translation>Keine neuen Fotos. {} zu Personen oder Gruppen hinzugefügt.</translation>
    </message>
    <message>
        <source>Nothing new. {photos}, {faces}.</source>
        <translation>Nichts Neues. {photos}, {faces}.</translation>
    </message>
    <message>
        <source>Nothing new. {photos}, {faces}. Unavailable: {folders}.</source>
        <translation>Nichts Neues. {photos}, {faces}. Nicht verfügbar: {folders}.</translation>
    </message>
    <message>
        <source>Photos in {} were skipped: this version of Kinfolk can’t read them.</source>
        <translation>Fotos in {} wurden übersprungen: Diese Version von Kinfolk kann sie nicht lesen.</translation>
    </message>
    <message>
        <source>There are no photos in your folders.</source>
        <translation>In deinen Ordnern sind keine Fotos.</translation>
    </message>
    <message>
        <source>There are no photos in {}.</source>
        <translation>In {} sind keine Fotos.</translation>
    </message>
    <message>
        <source>{} scanned, {} found.</source>
        <translation>{} durchsucht, {} gefunden.</translation>
    </message>
</context>
<context>
    <name>search</name>
    <message>
        <source>a deleted person</source>
        <translation>eine gelöschte Person</translation>
    </message>
    <message>
        <source>alone</source>
        <translation>allein</translation>
    </message>
    <message>
        <source>an unnamed group</source>
        <translation>eine unbenannte Gruppe</translation>
    </message>
    <message>
        <source>and no one else</source>
        <translation>und sonst niemand</translation>
    </message>
    <message>
        <source>and {chip}</source>
        <translation>und {chip}</translation>
    </message>
    <message>
        <source>at most {}</source>
        <translation>höchstens {}</translation>
    </message>
    <message>
        <source>at|age|aged</source>
        <translation>mit|alter</translation>
    </message>
    <message>
        <source>before {}</source>
        <translation>vor {}</translation>
    </message>
    <message>
        <source>before|until</source>
        <translation>vor|bis</translation>
    </message>
    <message>
        <source>from|over|since</source>
        <translation>ab|über|seit|von</translation>
    </message>
    <message>
        <source>no faces</source>
        <translation>keine Gesichter</translation>
    </message>
    <message>
        <source>no name yet</source>
        <translation>noch ohne Namen</translation>
    </message>
    <message>
        <source>no people</source>
        <translation>keine Personen</translation>
    </message>
    <message>
        <source>nobody|no one</source>
        <translation>niemand|keiner</translation>
    </message>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
    <message>
        <source>or {chip}</source>
        <translation>oder {chip}</translation>
    </message>
    <message>
        <source>or {}</source>
        <translation>oder {}</translation>
    </message>
    <message>
        <source>people|persons|faces</source>
        <translation>personen|menschen|leute|gesichter</translation>
    </message>
    <message>
        <source>since {}</source>
        <translation>ab {}</translation>
    </message>
    <message>
        <source>since|from|after</source>
        <translation>seit|ab|von|nach</translation>
    </message>
    <message>
        <source>someone unnamed</source>
        <translation>jemand Unbenanntes</translation>
    </message>
    <message>
        <source>under|below</source>
        <translation>unter</translation>
    </message>
    <message>
        <source>unknown|somebody</source>
        <translation>unbekannt|jemand</translation>
    </message>
    <message>
        <source>without {chip}</source>
        <translation>ohne {chip}</translation>
    </message>
    <message>
        <source>without {names}</source>
        <translation>ohne {names}</translation>
    </message>
    <message>
        <source>without {}</source>
        <translation>ohne {}</translation>
    </message>
    <message>
        <source>without|not|no</source>
        <translation>ohne|nicht|kein|keine</translation>
    </message>
    <message>
        <source>with|and</source>
        <translation>mit|und</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{name} aged {age}</source>
        <translation>{name} mit {age}</translation>
    </message>
    <message>
        <source>{name} aged {least} or over</source>
        <translation>{name} ab {least}</translation>
    </message>
    <message>
        <source>{name} aged {least} to {most}</source>
        <translation>{name} von {least} bis {most}</translation>
    </message>
    <message>
        <source>{name} under {age}</source>
        <translation>{name} unter {age}</translation>
    </message>
    <message>
        <source>{} or more</source>
        <translation>{} oder mehr</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message numerus="yes">
        <source>%Ln answers</source>
        <translation>
            <numerusform>%Ln Antwort</numerusform>
            <numerusform>%Ln Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln birth dates</source>
        <translation>
            <numerusform>%Ln Geburtsdatum</numerusform>
            <numerusform>%Ln Geburtsdaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln faces</source>
        <translation>
            <numerusform>%Ln Gesicht</numerusform>
            <numerusform>%Ln Gesichter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln faces moved to a new group</source>
        <translation>
            <numerusform>%Ln Gesicht in eine neue Gruppe verschoben</numerusform>
            <numerusform>%Ln Gesichter in eine neue Gruppe verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln faces will be confirmed as {}.</source>
        <translation>
            <numerusform>%Ln Gesicht wird als {} bestätigt.</numerusform>
            <numerusform>%Ln Gesichter werden als {} bestätigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln faces will be removed.</source>
        <translation>
            <numerusform>%Ln Gesicht wird entfernt.</numerusform>
            <numerusform>%Ln Gesichter werden entfernt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln faces will move to Unnamed.</source>
        <translation>
            <numerusform>%Ln Gesicht kommt zu „Unbenannt“.</numerusform>
            <numerusform>%Ln Gesichter kommen zu „Unbenannt“.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln Ordner</numerusform>
            <numerusform>%Ln Ordner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln groups</source>
        <translation>
            <numerusform>%Ln Gruppe</numerusform>
            <numerusform>%Ln Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln Stunde</numerusform>
            <numerusform>%Ln Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln ignored groups are back in Unnamed.</source>
        <translation>
            <numerusform>%Ln ignorierte Gruppe ist wieder unter „Unbenannt“.</numerusform>
            <numerusform>%Ln ignorierte Gruppen sind wieder unter „Unbenannt“.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln known photos were skipped: Kinfolk can’t read them here. Their names are safe.</source>
        <translation>
            <numerusform>%Ln bekanntes Foto wurde übersprungen: Kinfolk kann es hier nicht lesen. Seine Namen sind sicher.</numerusform>
            <numerusform>%Ln bekannte Fotos wurden übersprungen: Kinfolk kann sie hier nicht lesen. Ihre Namen sind sicher.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln months</source>
        <translation>
            <numerusform>%Ln Monat</numerusform>
            <numerusform>%Ln Monate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more below.</source>
        <translation>
            <numerusform>%Ln weiteres unten.</numerusform>
            <numerusform>%Ln weitere unten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more people</source>
        <translation>
            <numerusform>%Ln weitere Person</numerusform>
            <numerusform>%Ln weitere Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln named faces</source>
        <translation>
            <numerusform>%Ln benanntes Gesicht</numerusform>
            <numerusform>%Ln benannte Gesichter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln names</source>
        <translation>
            <numerusform>%Ln Name</numerusform>
            <numerusform>%Ln Namen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new groups</source>
        <translation>
            <numerusform>%Ln neue Gruppe</numerusform>
            <numerusform>%Ln neue Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new people</source>
        <translation>
            <numerusform>%Ln neue Person</numerusform>
            <numerusform>%Ln neue Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them currently belong to someone else.</source>
        <translation>
            <numerusform>%Ln davon gehört jetzt jemand anderem.</numerusform>
            <numerusform>%Ln davon gehören jetzt jemand anderem.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them will move here from {}.</source>
        <translation>
            <numerusform>%Ln davon kommt von {} hierher.</numerusform>
            <numerusform>%Ln davon kommen von {} hierher.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other things, such as portraits and dates</source>
        <translation>
            <numerusform>%Ln andere Angabe, etwa ein Porträt oder ein Datum</numerusform>
            <numerusform>%Ln andere Angaben, etwa Porträts und Daten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln Person</numerusform>
            <numerusform>%Ln Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people appear only in this folder. They keep their names, but have no photos until you add these again, in this folder or another. Your decisions come back with the photos, which are never changed.</source>
        <translation>
            <numerusform>%Ln Person kommt nur in diesem Ordner vor. Sie behält ihren Namen, hat aber keine Fotos, bis du diese wieder hinzufügst, in diesem Ordner oder einem anderen. Mit den Fotos kommen auch deine Entscheidungen zurück. Die Fotos selbst werden nie verändert.</numerusform>
            <numerusform>%Ln Personen kommen nur in diesem Ordner vor. Sie behalten ihre Namen, haben aber keine Fotos, bis du diese wieder hinzufügst, in diesem Ordner oder einem anderen. Mit den Fotos kommen auch deine Entscheidungen zurück. Die Fotos selbst werden nie verändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are back.</source>
        <translation>
            <numerusform>%Ln Foto ist wieder da.</numerusform>
            <numerusform>%Ln Fotos sind wieder da.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are back. Unavailable: {folders}.</source>
        <translation>
            <numerusform>%Ln Foto ist wieder da. Nicht verfügbar: {folders}.</numerusform>
            <numerusform>%Ln Fotos sind wieder da. Nicht verfügbar: {folders}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos have no date</source>
        <translation>
            <numerusform>%Ln Foto hat kein Datum</numerusform>
            <numerusform>%Ln Fotos haben kein Datum</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos in this folder have no date. Photos that already have a date keep it. Photos added later aren’t affected.</source>
        <translation>
            <numerusform>%Ln Foto in diesem Ordner hat kein Datum. Fotos mit Datum behalten es. Fotos, die später dazukommen, bleiben, wie sie sind.</numerusform>
            <numerusform>%Ln Fotos in diesem Ordner haben kein Datum. Fotos mit Datum behalten es. Fotos, die später dazukommen, bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln Ort</numerusform>
            <numerusform>%Ln Orte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln single faces</source>
        <translation>
            <numerusform>%Ln Gesicht ohne Gruppe</numerusform>
            <numerusform>%Ln einzelne Gesichter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln steps</source>
        <translation>
            <numerusform>%Ln Schritt</numerusform>
            <numerusform>%Ln Schritte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things</source>
        <translation>
            <numerusform>%Ln Sache</numerusform>
            <numerusform>%Ln Sachen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln years</source>
        <translation>
            <numerusform>%Ln Jahr</numerusform>
            <numerusform>%Ln Jahre</numerusform>
        </translation>
    </message>
    <message>
        <source>A change</source>
        <translation>Eine Änderung</translation>
    </message>
    <message>
        <source>Add {faces:# face|# faces} and {people:# person|# people} to {name:an unnamed person}</source>
        <translation>{faces:# Gesicht|# Gesichter} und {people:# Person|# Personen} zu {name:einer unbenannten Person} hinzufügen</translation>
    </message>
    <message>
        <source>Add {faces:# face|# faces} to {name:an unnamed person}</source>
        <translation>{faces:# Gesicht|# Gesichter} zu {name:einer unbenannten Person} hinzufügen</translation>
    </message>
    <message>
        <source>Add {faces:# face|# faces} to {name:this group}</source>
        <translation>{faces:# Gesicht|# Gesichter} zu {name:dieser Gruppe} hinzufügen</translation>
    </message>
    <message>
        <source>Add {groups:# group|# groups} to favourites</source>
        <translation>{groups:# Gruppe|# Gruppen} zu den Favoriten hinzufügen</translation>
    </message>
    <message>
        <source>Add {name:this group} to a photo</source>
        <translation>{name:Diese Gruppe} zu einem Foto hinzufügen</translation>
    </message>
    <message>
        <source>Add {name:this group} to favourites</source>
        <translation>{name:Diese Gruppe} zu den Favoriten hinzufügen</translation>
    </message>
    <message>
        <source>Add {people:# person|# people} to favourites</source>
        <translation>{people:# Person|# Personen} zu den Favoriten hinzufügen</translation>
    </message>
    <message>
        <source>Add {people:# person|# people} to {name:an unnamed person}</source>
        <translation>{people:# Person|# Personen} zu {name:einer unbenannten Person} hinzufügen</translation>
    </message>
    <message>
        <source>Allow {name:this group} twice in {photos:a photo|# photos}</source>
        <translation>{name:Diese Gruppe} zweimal erlauben auf: {photos:einem Foto|# Fotos}</translation>
    </message>
    <message>
        <source>Ask again about {name}: {answers:# answer cleared|# answers cleared}</source>
        <translation>Wieder nach {name} fragen: {answers:# Antwort gelöscht|# Antworten gelöscht}</translation>
    </message>
    <message>
        <source>Ask again: {answers:# answer cleared|# answers cleared}</source>
        <translation>Wieder fragen: {answers:# Antwort gelöscht|# Antworten gelöscht}</translation>
    </message>
    <message>
        <source>Born about {year}?</source>
        <translation>Etwa {year} geboren?</translation>
    </message>
    <message>
        <source>Change a library</source>
        <translation>Eine Bibliothek ändern</translation>
    </message>
    <message>
        <source>Change {name:an unnamed person}</source>
        <translation>{name:Eine unbenannte Person} ändern</translation>
    </message>
    <message>
        <source>Change {name:this group}’s birth date</source>
        <translation>Geburtsdatum von {name:dieser Gruppe} ändern</translation>
    </message>
    <message>
        <source>Change {name:this group}’s portrait</source>
        <translation>Porträt von {name:dieser Gruppe} ändern</translation>
    </message>
    <message>
        <source>Change {people:# person|# people}</source>
        <translation>{people:# Person|# Personen} ändern</translation>
    </message>
    <message>
        <source>Confirm {faces:# face|# faces} of {name}</source>
        <translation>{faces:# Gesicht|# Gesichter} von {name} bestätigen</translation>
    </message>
    <message>
        <source>Confirm {faces:# face|# faces} of {name}, remove {out:# face|# faces}</source>
        <translation>{faces:# Gesicht|# Gesichter} von {name} bestätigen, {out:# Gesicht|# Gesichter} entfernen</translation>
    </message>
    <message>
        <source>Confirm {faces:# face|# faces} of {people:# person|# people}</source>
        <translation>{faces:# Gesicht|# Gesichter} von {people:# Person|# Personen} bestätigen</translation>
    </message>
    <message>
        <source>Create library {name}</source>
        <translation>Bibliothek {name} anlegen</translation>
    </message>
    <message>
        <source>Create {name:an unnamed person}</source>
        <translation>{name:Eine unbenannte Person} anlegen</translation>
    </message>
    <message>
        <source>Date {photos:a photo|# photos}: about {about}</source>
        <translation>Datum für {photos:ein Foto|# Fotos}: etwa {about}</translation>
    </message>
    <message>
        <source>Date {photos:a photo|# photos}: {on:date}</source>
        <translation>Datum für {photos:ein Foto|# Fotos}: {on:date}</translation>
    </message>
    <message>
        <source>Date {photos:a photo|# photos}: {when}</source>
        <translation>Datum für {photos:ein Foto|# Fotos}: {when}</translation>
    </message>
    <message>
        <source>Delete search {name}</source>
        <translation>Suche {name} löschen</translation>
    </message>
    <message>
        <source>Delete {groups:# group|# groups}</source>
        <translation>{groups:# Gruppe|# Gruppen} löschen</translation>
    </message>
    <message>
        <source>Delete {groups:an unnamed person|# unnamed people}</source>
        <translation>{groups:Eine unbenannte Person|# unbenannte Personen} löschen</translation>
    </message>
    <message>
        <source>Delete {name:this group}</source>
        <translation>{name:Diese Gruppe} löschen</translation>
    </message>
    <message>
        <source>Delete {names:,}</source>
        <translation>{names:,} löschen</translation>
    </message>
    <message>
        <source>Delete {names:,} and {groups:an unnamed person|# unnamed people}</source>
        <translation>{names:,} und {groups:eine unbenannte Person|# unbenannte Personen} löschen</translation>
    </message>
    <message>
        <source>Delete {people:# person|# people}</source>
        <translation>{people:# Person|# Personen} löschen</translation>
    </message>
    <message>
        <source>Find faces in {name}</source>
        <translation>In {name} nach Gesichtern suchen</translation>
    </message>
    <message>
        <source>Group unnamed faces again, now by age</source>
        <translation>Unbenannte Gesichter neu gruppieren, jetzt nach Alter</translation>
    </message>
    <message>
        <source>Hide {groups:# group|# groups}</source>
        <translation>{groups:# Gruppe|# Gruppen} verbergen</translation>
    </message>
    <message>
        <source>Hide {name:this group}</source>
        <translation>{name:Diese Gruppe} verbergen</translation>
    </message>
    <message>
        <source>Hide {people:# person|# people}</source>
        <translation>{people:# Person|# Personen} verbergen</translation>
    </message>
    <message>
        <source>Ignore {faces:a single face|# single faces}</source>
        <translation>{faces:Ein Gesicht ohne Gruppe|# einzelne Gesichter} ignorieren</translation>
    </message>
    <message>
        <source>Ignore {groups:# group|# groups} and {faces:# single face|# single faces}</source>
        <translation>{groups:# Gruppe|# Gruppen} und {faces:# Gesicht ohne Gruppe|# einzelne Gesichter} ignorieren</translation>
    </message>
    <message>
        <source>Ignore {groups:a group|# groups}</source>
        <translation>{groups:Eine Gruppe|# Gruppen} ignorieren</translation>
    </message>
    <message>
        <source>Import names and decisions</source>
        <translation>Namen und Entscheidungen importieren</translation>
    </message>
    <message>
        <source>Import {faces:# face|# faces}</source>
        <translation>Import: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Import {faces:# face|# faces} and {people:# new person|# new people}</source>
        <translation>Import: {faces:# Gesicht|# Gesichter} und {people:# neue Person|# neue Personen}</translation>
    </message>
    <message>
        <source>Import {people:# new person|# new people}</source>
        <translation>Import: {people:# neue Person|# neue Personen}</translation>
    </message>
    <message>
        <source>It may be about another photo</source>
        <translation>Vielleicht ist ein anderes Foto gemeint</translation>
    </message>
    <message>
        <source>Keep yours instead of {names:# name|# names} in files</source>
        <translation>{names:# Namen|# Namen} aus Dateien nicht übernehmen</translation>
    </message>
    <message>
        <source>Keep yours instead of {name} in {file}</source>
        <translation>Den Namen {name} aus {file} nicht übernehmen</translation>
    </message>
    <message>
        <source>Keep {name} as a separate folder</source>
        <translation>{name} als eigenen Ordner behalten</translation>
    </message>
    <message>
        <source>Keep {other:a group} and {name:a group} separate</source>
        <translation>{other:Eine Gruppe} und {name:eine Gruppe} getrennt lassen</translation>
    </message>
    <message numerus="yes">
        <source>Kinfolk saves the names of people in small XMP files next to {photos}, and in %Ln files from other apps.</source>
        <translation>
            <numerusform>Kinfolk speichert die Namen der Personen in kleinen XMP-Dateien neben {photos} und in %Ln Datei eines anderen Programms.</numerusform>
            <numerusform>Kinfolk speichert die Namen der Personen in kleinen XMP-Dateien neben {photos} und in %Ln Dateien anderer Programme.</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark a face</source>
        <translation>Ein Gesicht markieren</translation>
    </message>
    <message>
        <source>Merge {groups:a group|# groups} into {into:another group}</source>
        <translation>{groups:Eine Gruppe|# Gruppen} mit {into:einer anderen Gruppe} zusammenführen</translation>
    </message>
    <message>
        <source>Merge {names:,} and {groups:# group|# groups} into {into:another group}</source>
        <translation>{names:,} und {groups:# Gruppe|# Gruppen} mit {into:einer anderen Gruppe} zusammenführen</translation>
    </message>
    <message>
        <source>Merge {names:,} and {more:# more person|# more people} into {into:another group}</source>
        <translation>{names:,} und {more:# weitere Person|# weitere Personen} mit {into:einer anderen Gruppe} zusammenführen</translation>
    </message>
    <message>
        <source>Merge {names} into {into:another group}</source>
        <translation>{names} mit {into:einer anderen Gruppe} zusammenführen</translation>
    </message>
    <message>
        <source>Merge {people:# person|# people} into {into:an unnamed person}</source>
        <translation>{people:# Person|# Personen} mit {into:einer unbenannten Person} zusammenführen</translation>
    </message>
    <message>
        <source>Merge {people:# person|# people} into {into:another group}</source>
        <translation>{people:# Person|# Personen} mit {into:einer anderen Gruppe} zusammenführen</translation>
    </message>
    <message>
        <source>Move the frame of {name:a face}</source>
        <translation>Rahmen von {name:einem Gesicht} verschieben</translation>
    </message>
    <message>
        <source>Move {faces:# face|# faces} to {name:the unnamed person}</source>
        <translation>{faces:# Gesicht|# Gesichter} zu {name:der unbenannten Person} verschieben</translation>
    </message>
    <message>
        <source>Move {faces:# face|# faces} to {name:this group}</source>
        <translation>{faces:# Gesicht|# Gesichter} zu {name:dieser Gruppe} verschieben</translation>
    </message>
    <message>
        <source>Name {name}</source>
        <translation>{name} benennen</translation>
    </message>
    <message>
        <source>Name {name}, remove {out:# face|# faces}</source>
        <translation>{name} benennen, {out:# Gesicht|# Gesichter} entfernen</translation>
    </message>
    <message>
        <source>Names added since then can no longer be read.</source>
        <translation>Namen, die seither hinzukamen, können nicht mehr gelesen werden.</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>New person {name}</source>
        <translation>Neue Person {name}</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Ohne Datum</translation>
    </message>
    <message>
        <source>No names are missing; the history is shorter.</source>
        <translation>Kein Name geht verloren; der Verlauf ist kürzer.</translation>
    </message>
    <message>
        <source>No one here is named {name} any more</source>
        <translation>Niemand heißt hier noch {name}</translation>
    </message>
    <message>
        <source>Not a face: {faces:# face|# faces}</source>
        <translation>Kein Gesicht: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Not sure about {name:an unnamed person}: {faces:# face|# faces}</source>
        <translation>Nicht sicher bei {name:einer unbenannten Person}: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Not sure about {name:an unnamed person}: {faces:# face|# faces} and {people:# person|# people}</source>
        <translation>Nicht sicher bei {name:einer unbenannten Person}: {faces:# Gesicht|# Gesichter} und {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Not sure about {name:an unnamed person}: {people:# person|# people}</source>
        <translation>Nicht sicher bei {name:einer unbenannten Person}: {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Not sure about {name:this group}: {faces:# face|# faces}</source>
        <translation>Nicht sicher bei {name:dieser Gruppe}: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Not sure: {other:a group} and {name:a group}</source>
        <translation>Nicht sicher: {other:eine Gruppe} und {name:eine Gruppe}</translation>
    </message>
    <message>
        <source>Not {name:an unnamed person}: {faces:# face|# faces}</source>
        <translation>Nicht {name:eine unbenannte Person}: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Not {name:an unnamed person}: {faces:# face|# faces} and {people:# person|# people}</source>
        <translation>Nicht {name:eine unbenannte Person}: {faces:# Gesicht|# Gesichter} und {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Not {name:an unnamed person}: {people:# person|# people}</source>
        <translation>Nicht {name:eine unbenannte Person}: {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Not {name:this group}: {faces:# face|# faces}</source>
        <translation>Nicht {name:diese Gruppe}: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Press Enter again to add to {name} anyway.</source>
        <translation>Noch einmal Enter fügt trotzdem zu {name} hinzu.</translation>
    </message>
    <message>
        <source>Read names from photos in {name}</source>
        <translation>Namen aus den Fotos in {name} lesen</translation>
    </message>
    <message>
        <source>Read {dates:# birth date|# birth dates} and {people:# new person|# new people} from contacts</source>
        <translation>{dates:# Geburtsdatum|# Geburtsdaten} und {people:# neue Person|# neue Personen} aus Kontakten lesen</translation>
    </message>
    <message>
        <source>Read {dates:# birth date|# birth dates} from contacts</source>
        <translation>{dates:# Geburtsdatum|# Geburtsdaten} aus Kontakten lesen</translation>
    </message>
    <message>
        <source>Read {names:# name|# names} of {people:# person|# people} from {photos:# photo|# photos}</source>
        <translation>{names:# Namen|# Namen} von {people:# Person|# Personen} aus Fotos lesen ({photos:# Foto|# Fotos})</translation>
    </message>
    <message>
        <source>Read {people:# new person|# new people} from contacts</source>
        <translation>{people:# neue Person|# neue Personen} aus Kontakten lesen</translation>
    </message>
    <message>
        <source>Remove engine {name}</source>
        <translation>Engine {name} entfernen</translation>
    </message>
    <message>
        <source>Remove folder {name}</source>
        <translation>Ordner {name} entfernen</translation>
    </message>
    <message>
        <source>Remove the date from {photos:a photo|# photos}</source>
        <translation>Datum entfernen: {photos:ein Foto|# Fotos}</translation>
    </message>
    <message>
        <source>Remove the name {name}</source>
        <translation>Den Namen {name} entfernen</translation>
    </message>
    <message>
        <source>Remove {faces:# face|# faces} from people</source>
        <translation>{faces:# Gesicht|# Gesichter} von Personen entfernen</translation>
    </message>
    <message>
        <source>Remove {faces:# face|# faces} from {name:this group}</source>
        <translation>{faces:# Gesicht|# Gesichter} von {name:dieser Gruppe} entfernen</translation>
    </message>
    <message>
        <source>Remove {groups:# group|# groups} from favourites</source>
        <translation>{groups:# Gruppe|# Gruppen} aus den Favoriten entfernen</translation>
    </message>
    <message>
        <source>Remove {name:this group} from a photo</source>
        <translation>{name:Diese Gruppe} einem Foto nicht mehr zuordnen</translation>
    </message>
    <message>
        <source>Remove {name:this group} from favourites</source>
        <translation>{name:Diese Gruppe} aus den Favoriten entfernen</translation>
    </message>
    <message>
        <source>Remove {people:# person|# people} from favourites</source>
        <translation>{people:# Person|# Personen} aus den Favoriten entfernen</translation>
    </message>
    <message>
        <source>Rename search {old} to {name}</source>
        <translation>Suche {old} in {name} umbenennen</translation>
    </message>
    <message>
        <source>Rename to {name}</source>
        <translation>In {name} umbenennen</translation>
    </message>
    <message>
        <source>Save names next to photos in “{name}”</source>
        <translation>Namen neben den Fotos in „{name}“ speichern</translation>
    </message>
    <message>
        <source>Save search {name}</source>
        <translation>Suche {name} speichern</translation>
    </message>
    <message>
        <source>Show {groups:# group|# groups} again</source>
        <translation>{groups:# Gruppe|# Gruppen} wieder zeigen</translation>
    </message>
    <message>
        <source>Show {name:this group} again</source>
        <translation>{name:Diese Gruppe} wieder zeigen</translation>
    </message>
    <message>
        <source>Show {people:# person|# people} again</source>
        <translation>{people:# Person|# Personen} wieder zeigen</translation>
    </message>
    <message>
        <source>Split {faces:# face|# faces} from {name:a group}</source>
        <translation>{faces:# Gesicht|# Gesichter} von {name:einer Gruppe} abtrennen</translation>
    </message>
    <message>
        <source>Stop finding faces in {name}</source>
        <translation>In {name} nicht mehr nach Gesichtern suchen</translation>
    </message>
    <message>
        <source>Stop reading names from photos in {name}</source>
        <translation>Keine Namen mehr aus den Fotos in {name} lesen</translation>
    </message>
    <message>
        <source>Stop saving names next to photos in “{name}”</source>
        <translation>Keine Namen mehr neben den Fotos in „{name}“ speichern</translation>
    </message>
    <message>
        <source>The face looks like someone else</source>
        <translation>Das Gesicht sieht nach jemand anderem aus</translation>
    </message>
    <message>
        <source>The face looks like {name}</source>
        <translation>Das Gesicht sieht nach {name} aus</translation>
    </message>
    <message>
        <source>These don’t look like {name}.</source>
        <translation>Sie sehen {name} nicht ähnlich.</translation>
    </message>
    <message>
        <source>This backup contains everything you have now.</source>
        <translation>Diese Sicherung enthält alles, was du jetzt hast.</translation>
    </message>
    <message>
        <source>This backup lacks at least {}.</source>
        <translation>In dieser Sicherung fehlen mindestens: {}.</translation>
    </message>
    <message>
        <source>This backup lacks {} added since then.</source>
        <translation>In dieser Sicherung fehlt, was seither hinzukam: {}.</translation>
    </message>
    <message>
        <source>This face doesn’t look like {name}.</source>
        <translation>Das Gesicht sieht {name} nicht ähnlich.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Undo what scan {scan} added</source>
        <translation>Rückgängig machen, was Suchlauf {scan} hinzugefügt hat</translation>
    </message>
    <message>
        <source>Use dates from {folders:a folder name|# folder names}</source>
        <translation>Datum aus {folders:einem Ordnernamen|# Ordnernamen} übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>Use the dates in %Ln folder names?</source>
        <translation>
            <numerusform>Datum aus %Ln Ordnernamen übernehmen?</numerusform>
            <numerusform>Datum aus %Ln Ordnernamen übernehmen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Use the name {name} from {file}</source>
        <translation>Den Namen {name} aus {file} übernehmen</translation>
    </message>
    <message>
        <source>Use {names:# name|# names} from files</source>
        <translation>{names:# Namen|# Namen} aus Dateien übernehmen</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Video of {}</source>
        <translation>Video von {}</translation>
    </message>
    <message>
        <source>Video, {} of {}</source>
        <translation>Video, {} von {}</translation>
    </message>
    <message>
        <source>You named another face in this photo {name}</source>
        <translation>Du hast ein anderes Gesicht auf diesem Foto {name} genannt</translation>
    </message>
    <message>
        <source>You said it isn’t a face</source>
        <translation>Du hast gesagt, dass es kein Gesicht ist</translation>
    </message>
    <message>
        <source>You said it isn’t {name}</source>
        <translation>Du hast gesagt, dass es nicht {name} ist</translation>
    </message>
    <message>
        <source>You said {name}</source>
        <translation>In Kinfolk: {name}</translation>
    </message>
    <message>
        <source>about {}</source>
        <translation>etwa {}</translation>
    </message>
    <message>
        <source>added by Kinfolk</source>
        <translation>von Kinfolk hinzugefügt</translation>
    </message>
    <message>
        <source>before a restore</source>
        <translation>vor dem Wiederherstellen</translation>
    </message>
    <message>
        <source>before an import</source>
        <translation>vor einem Import</translation>
    </message>
    <message>
        <source>before an update</source>
        <translation>vor einer Aktualisierung</translation>
    </message>
    <message>
        <source>before changing the engine</source>
        <translation>vor dem Wechsel der Engine</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d {} yyyy</source>
        <translation>d. {} yyyy</translation>
    </message>
    <message>
        <source>daily</source>
        <translation>täglich</translation>
    </message>
    <message>
        <source>first year</source>
        <translation>erstes Jahr</translation>
    </message>
    <message>
        <source>from {}, {}</source>
        <translation>aus {}, {}</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>made by you</source>
        <translation>von dir angelegt</translation>
    </message>
    <message>
        <source>may not be a face</source>
        <translation>vielleicht kein Gesicht</translation>
    </message>
    <message>
        <source>no longer in the photo</source>
        <translation>nicht mehr auf dem Foto</translation>
    </message>
    <message>
        <source>small</source>
        <translation>klein</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>turned away</source>
        <translation>abgewandt</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>undeutlich</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>{faces} moved to {name:this group}</source>
        <translation>{faces} zu {name:dieser Gruppe} verschoben</translation>
    </message>
    <message>
        <source>{faces} will move to {name:this group}.</source>
        <translation>Dann bekommt {name:diese Gruppe} {faces}.</translation>
    </message>
    <message numerus="yes">
        <source>{name} is already in %Ln of these photos.</source>
        <translation>
            <numerusform>{name} ist schon auf %Ln dieser Fotos.</numerusform>
            <numerusform>{name} ist schon auf %Ln dieser Fotos.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is already in this photo.</source>
        <translation>{name} ist schon auf diesem Foto.</translation>
    </message>
    <message numerus="yes">
        <source>{name}: {reason} %Ln more places are affected.</source>
        <translation>
            <numerusform>{name}: {reason} %Ln weitere Stelle ist betroffen.</numerusform>
            <numerusform>{name}: {reason} %Ln weitere Stellen sind betroffen.</numerusform>
        </translation>
    </message>
    <message>
        <source>{old_name} moved to {new_name}</source>
        <translation>{old_name} wurde nach {new_name} verschoben</translation>
    </message>
    <message>
        <source>{old} moved to {new}</source>
        <translation>{old} wurde nach {new} verschoben</translation>
    </message>
    <message numerus="yes">
        <source>{old} moved to {new}. %Ln photos are back.</source>
        <translation>
            <numerusform>{old} wurde nach {new} verschoben. %Ln Foto ist wieder da.</numerusform>
            <numerusform>{old} wurde nach {new} verschoben. %Ln Fotos sind wieder da.</numerusform>
        </translation>
    </message>
    <message>
        <source>{sentence}</source>
        <translation>{sentence}</translation>
    </message>
    <message>
        <source>{} ({}) says {}</source>
        <translation>In {} ({}) steht „{}“</translation>
    </message>
    <message>
        <source>{} and {}</source>
        <translation>{} und {}</translation>
    </message>
    <message>
        <source>{} hours left</source>
        <translation>noch {} Stunden</translation>
    </message>
    <message>
        <source>{} min left</source>
        <translation>noch {} min</translation>
    </message>
    <message>
        <source>{} or {}</source>
        <translation>{} oder {}</translation>
    </message>
    <message>
        <source>{} unnamed</source>
        <translation>{} unbenannt</translation>
    </message>
    <message>
        <source>{}, from another app</source>
        <translation>{}, aus einem anderen Programm</translation>
    </message>
</context>
</TS>
