package recording

import (
	"archive/zip"
	"bytes"
	"strings"
)

// foreign are files of other programs, by the bytes with which they begin, and
// what makes of them what is read.
var foreign = []struct{ begin, what string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel workbook of the old kind (.xls); save the sheet as CSV"},
	{"\x1f\x8b", "packed with gzip; unpack it"},
	{"BZh", "packed with bzip2; unpack it"},
	{"\xfd7zXZ\x00", "packed with xz; unpack it"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"},
	{"Rar!", "a rar archive; unpack it"},
	{"%PDF", "a PDF document; the numbers must be in a CSV file"},
	{"\x89PNG", "a picture (PNG); the numbers must be in a CSV file"},
	{"\xff\xd8\xff", "a picture (JPEG); the numbers must be in a CSV file"},
	{"GIF8", "a picture (GIF); the numbers must be in a CSV file"},
	{"II*\x00", "a picture (TIFF); the numbers must be in a CSV file"},
	{"MM\x00*", "a picture (TIFF); the numbers must be in a CSV file"},
	{"SQLite format 3\x00", "an SQLite database; export the table as CSV"},
	{"PAR1", "a Parquet table; save it as CSV, in pandas with to_csv"},
	{"ARROW1", "an Arrow table; save it as CSV, in pandas with to_csv"},
	{"RDX", "an R workspace; save the table with write.csv"},
	{"######## Neuralynx", "a Neuralynx file (.nvt, .ntt, .ncs); export times and positions as CSV or MATLAB"},
	{"trial_date", "an Axona file (.pos, .set or tetrodes); export times and positions as CSV"},
	{"RIFF", "a video or sound; track it and give the positions as CSV"},
	{"\x1aE\xdf\xa3", "a video (Matroska); track it and give the positions as CSV"},
	{"\x80\x02}", "a pickle of Python; save arrays with numpy.savez, or a table with to_csv"},
	{"\x80\x03", "a pickle of Python; save arrays with numpy.savez, or a table with to_csv"},
	{"\x80\x04\x95", "a pickle of Python; save arrays with numpy.savez, or a table with to_csv"},
	{"\x80\x05\x95", "a pickle of Python; save arrays with numpy.savez, or a table with to_csv"},
	{"<!DOCTYPE", "a web page; save the table itself as CSV"},
	{"<html", "a web page; save the table itself as CSV"},
	{"<?xml", "XML; export the table as CSV"},
	{"{\\rtf", "a document (RTF); save it as plain text"},
	{"header.format = 'Open Ephys", "an Open Ephys file; export times as CSV or npy"},
}

// Foreign names the program or format of a file that this package does not read,
// by its first bytes, and says what would be right: "an Excel workbook; save the
// sheet as CSV". It is "" of all others.
func Foreign(data []byte) string {
	for _, f := range foreign {
		if bytes.HasPrefix(data, []byte(f.begin)) {
			return f.what
		}
	}
	if len(data) >= 12 && string(data[4:8]) == "ftyp" {
		return "a video (MP4); track it and give the positions as CSV"
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return ""
		}
		return foreignArchive(z)
	}
	return ""
}

// foreignArchive names a zip archive without arrays.
func foreignArchive(z *zip.Reader) string {
	for _, f := range z.File {
		switch {
		case strings.HasSuffix(f.Name, ".npy"):
			return ""
		case strings.HasPrefix(f.Name, "xl/"):
			return "an Excel workbook (.xlsx); save the sheet as CSV"
		case strings.HasPrefix(f.Name, "word/"):
			return "a Word document; save the table as plain text"
		case f.Name == "content.xml":
			return "an OpenDocument file (.ods); save the sheet as CSV"
		}
	}
	return "a zip archive without arrays; unpack it"
}
