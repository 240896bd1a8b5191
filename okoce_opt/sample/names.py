"""Given and second names that the sample joins at random. A pair that someone bears is chance."""

from __future__ import annotations


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MEN = _names(
    """
    Abdul Achmad Adi Agung Agus Ahmad Akbar Aldi Alfian Ali Amir Andi Andika Anton Arief Arif Aris
    Asep Bagus Bambang Bayu Benny Budi Cahya Dadang Dani Darma Dedi Deni Dimas Dodi Doni Dwi Edi Eko
    Fajar Faisal Farhan Feri Galih Gilang Gunawan Guntur Hadi Hamid Hari Hasan Hendra Heri Herman
    Husein Iman Indra Irfan Irwan Ismail Iwan Jaya Joko Jumadi Kurnia Lukman Mahmud Mulyono Nanang
    Oki Rahmat Rendi Ridwan Rizal Rudi Rusdi Slamet Sugeng Sutrisno Taufik Teguh Wahyu Yanto Yusuf
    """
)

WOMEN = _names(
    """
    Ade Aisyah Amelia Anggun Ani Anisa Asih Astuti Ayu Bunga Citra Danti Desi Dewi Dian Dina Eka
    Elis Elly Endang Erna Euis Evi Farida Fatimah Fitri Hana Hani Hesti Ida Iin Indah Ine Intan Ira
    Irma Jamilah Juwita Kartika Kartini Khadijah Kurniasih Laila Lastri Lestari Lia Lilis Lina
    Maryam Maya Mega Melati Mira Murni Nadia Neneng Nia Nina Nining Novi Nur Nurul Puji Puspa Putri
    Rahayu Ratna Rina Rini Rosita Sari Siti Sri Sulastri Susi Tati Tuti Wati Wulan Yuni
    """
)

FAMILY = _names(
    """
    Abidin Adiputra Adinata Alamsyah Ananda Anwar Aprilia Ardiansyah Arifin Asmara Aziz Basri
    Budiman Cahyadi Cahyono Darmawan Darsono Effendi Fadilah Fauzi Firdaus Firmansyah Gumilar Hakim
    Halim Handayani Handoko Hartono Hasanah Hendrawan Hermawan Hidayah Hidayat Ibrahim Irawan
    Iskandar Jaelani Junaedi Karim Kartono Kosasih Kusnadi Kusuma Laksana Latif Mahendra Maulana
    Mulyadi Mulyani Munandar Mustofa Nasution Ningsih Nugraha Nugroho Nurdin Nurhayati Oktaviani
    Pangestu Permana Prasetyo Pratama Purnama Putra Rachman Rahmawati Ramadhan Rosadi Saputra
    Santoso Sasmita Setiawan Suharto Sukmana Supriyadi Suryana Susanti Utami Wibowo Wijaya
    """
)
