// iText fills in the text fields of a form as its users do, by an update behind the file: Fill IN OUT [bgcolor] FIELD…
// With "bgcolor" each field is given a white background first.

import com.itextpdf.text.BaseColor;
import com.itextpdf.text.pdf.PdfReader;
import com.itextpdf.text.pdf.PdfStamper;
import java.io.FileOutputStream;

public class Fill {
    public static void main(String[] words) throws Exception {
        var stamper = new PdfStamper(new PdfReader(words[0]), new FileOutputStream(words[1]), '\0', true);
        var form = stamper.getAcroFields();
        boolean white = words[2].equals("bgcolor");
        for (int i = white ? 3 : 2; i < words.length; i++) {
            if (white) form.setFieldProperty(words[i], "bgcolor", BaseColor.WHITE, null);
            if (!form.setField(words[i], "Lan")) throw new Exception("no field " + words[i]);
        }
        stamper.close();
    }
}
